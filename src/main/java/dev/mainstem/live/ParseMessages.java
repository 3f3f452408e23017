package dev.mainstem.live;

import dev.mainstem.record.BatchOutput;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RowBatch;
import dev.mainstem.spec.StreamSpec;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;

/** Gives out the rows and the rejected records of messages, and counts them. */
final class ParseMessages
    extends DoFn<List<TimestampedValue<KafkaRecord<byte[], Messages>>>, RowBatch> {

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final MessageFormat format;
  private transient MessageParser parser;
  private transient RecordOutput output;
  private transient BatchOutput rows;
  private transient NewestOffsets offsets;

  ParseMessages(StreamSpec stream, MessageFormat format) {
    this.stream = stream;
    this.format = format;
    setup();
  }

  /** Makes what is not sent to workers. */
  @Setup
  public void setup() {
    parser = new MessageParser(stream, format);
    output = new RecordOutput(ReadLive.STAGE);
    rows = new BatchOutput();
    offsets = new NewestOffsets();
  }

  /** A batch of messages, whose times are not behind its own. */
  @ProcessElement
  public void process(
      @Element List<TimestampedValue<KafkaRecord<byte[], Messages>>> batch,
      MultiOutputReceiver out) {
    rows.to(out);
    for (TimestampedValue<KafkaRecord<byte[], Messages>> messages : batch) {
      KafkaRecord<byte[], Messages> record = Objects.requireNonNull(messages.getValue());
      offsets.add(record.getPartition(), record.getOffset());
      give(parser.parse(record));
    }
    rows.flush();
  }

  private void give(ParsedMessages parsed) {
    for (ParsedMessages.Bad bad : parsed.bad()) {
      reject(bad);
    }
    output.bind(rows, parser.rows(), ParseMessages::noOrigin);
    for (Row row : parsed.rows()) {
      output.row(row);
    }
  }

  private void reject(ParsedMessages.Bad bad) {
    Message message = bad.message();
    output.bind(rows, parser.rows(), message::origin);
    if (bad.raw() == null) {
      output.bad(bad.why(), Objects.requireNonNull(message.value()));
    } else {
      output.bad(bad.why(), bad.element(), bad.raw());
    }
  }

  /** Only a record that is bad is asked for its origin. */
  private static Origin noOrigin() {
    throw new IllegalStateException();
  }

  /** Counts become Beam's when the bundle does. */
  @FinishBundle
  public void finishBundle() {
    output.flush();
    offsets.flush();
  }
}
