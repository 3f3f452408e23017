package dev.mainstem.live;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.BatchOutput;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.Origin;
import dev.mainstem.record.RecordOutput;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.spec.StreamSpec;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TimestampedValue;

/** Makes rows of messages: one of an object, as many of an array as it has elements. */
final class ParseMessages
    extends DoFn<List<TimestampedValue<KafkaRecord<byte[], byte[]>>>, RowBatch> {

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final MessageFormat format;
  private final Map<Integer, Long> ends;
  private transient TextDecoder decoder;
  private transient JsonRecords records;
  private transient RecordOutput output;
  private transient BatchOutput rows;
  private transient NewestOffsets offsets;

  /**
   * @param ends by partition, the offset before which reading ends; what was written later is not
   *     part of this run
   */
  ParseMessages(StreamSpec stream, MessageFormat format, Map<Integer, Long> ends) {
    this.stream = stream;
    this.format = format;
    this.ends = Map.copyOf(ends);
    setup();
  }

  /** Makes what is not sent to workers. */
  @Setup
  public void setup() {
    decoder = format.decoder(stream);
    records = new JsonRecords(stream, Map.of());
    output = new RecordOutput(ReadLive.STAGE);
    rows = new BatchOutput();
    offsets = new NewestOffsets();
  }

  /** A batch of messages, whose times are not behind its own. */
  @ProcessElement
  public void process(
      @Element List<TimestampedValue<KafkaRecord<byte[], byte[]>>> batch, MultiOutputReceiver out) {
    rows.to(out);
    for (TimestampedValue<KafkaRecord<byte[], byte[]>> message : batch) {
      parse(message.getValue());
    }
    rows.flush();
  }

  private void parse(KafkaRecord<byte[], byte[]> message) {
    if (message.getOffset() >= ends.getOrDefault(message.getPartition(), PartitionRange.NO_END)) {
      return;
    }
    offsets.add(message.getPartition(), message.getOffset());
    output.bind(rows, records.rows(), () -> originOf(message));
    byte[] value = message.getKV().getValue();
    if (value == null) {
      output.bad(
          new BadValue("expected " + format.record(), "a message without a value"), 0, "null");
      return;
    }
    output.take(
        value,
        decoder,
        (text, receiver) -> records.parse(text, m -> MessageMetadata.of(m, message), receiver));
  }

  /** Counts become Beam's when the bundle does. */
  @FinishBundle
  public void finishBundle() {
    output.flush();
    offsets.flush();
  }

  private static Origin originOf(KafkaRecord<byte[], byte[]> message) {
    return Origin.ofMessage(message.getTopic(), message.getPartition(), message.getOffset());
  }
}
