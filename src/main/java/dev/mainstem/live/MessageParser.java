package dev.mainstem.live;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.RowParser;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.StreamSpec;
import java.util.ArrayList;
import java.util.Map;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.values.Row;

/**
 * Makes rows of messages: one of an object, as many of an array as it has elements.
 *
 * <p>The source needs the event times for the watermark, and the step behind it the rows: the one
 * that comes first parses, and leaves the rows with the messages. Not thread-safe.
 */
final class MessageParser {

  private final MessageFormat format;
  private final TextDecoder decoder;
  private final JsonRecords records;

  MessageParser(StreamSpec stream, MessageFormat format) {
    this.format = format;
    this.decoder = format.decoder(stream);
    this.records = new JsonRecords(stream, Map.of());
  }

  /** What knows the event times of the rows. */
  RowParser rows() {
    return records.rows();
  }

  /**
   * What the messages of a record hold.
   *
   * @throws EnvironmentException if the registry that has their schema does not answer
   */
  ParsedMessages parse(KafkaRecord<byte[], Messages> record) {
    Messages messages = record.getKV().getValue();
    ParsedMessages known = messages.parsed();
    if (known != null) {
      return known;
    }
    ParsedMessages parsed = new ParsedMessages(new ArrayList<>(), new ArrayList<>());
    messages.forEach(record.getTopic(), record.getPartition(), message -> parse(message, parsed));
    messages.keep(parsed);
    return parsed;
  }

  private void parse(Message message, ParsedMessages parsed) {
    Parts parts = new Parts(message, parsed);
    byte[] value = message.value();
    if (value == null) {
      parts.bad(
          new BadValue("expected " + format.record(), "a message without a value"), 0, "null");
      return;
    }
    String text = null;
    try {
      text = decoder.decode(value);
      records.parse(text, message::text, parts);
    } catch (BadValue e) {
      parsed.bad().add(new ParsedMessages.Bad(message, e, 0, text));
    }
  }

  /** Gathers what a message holds. */
  private record Parts(Message message, ParsedMessages parsed) implements JsonRecords.Receiver {

    @Override
    public void row(Row row) {
      parsed.rows().add(row);
    }

    @Override
    public void bad(BadValue why, int element, String raw) {
      parsed.bad().add(new ParsedMessages.Bad(message, why, element, raw));
    }
  }
}
