package dev.mainstem.live;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.RowParser;
import dev.mainstem.record.TextDecoder;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.StreamSpec;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Looks into a message for the event times of its records, and nothing else. Not thread-safe. */
public final class EventTimes implements JsonRecords.Receiver {

  private final TextDecoder decoder;
  private final JsonRecords records;
  private long oldest;
  private long newest;

  /** Looks into messages of a stream. */
  public EventTimes(StreamSpec stream, MessageFormat format) {
    FieldSpec time = stream.fields().get(stream.eventTimeIndex());
    StreamSpec onlyTime =
        new StreamSpec(List.of(time), stream.eventTime(), stream.maxOutOfOrderness());
    this.decoder = format.decoder(onlyTime);
    this.records = new JsonRecords(onlyTime, Map.of());
  }

  /**
   * Reads a message; whether a record in it has an event time. One without does not: the parse will
   * say so, with the message's position.
   *
   * @throws EnvironmentException if the registry that has its schema does not answer
   */
  public boolean read(byte @Nullable [] message, RowParser.Surroundings surroundings) {
    oldest = Long.MAX_VALUE;
    newest = PartitionClock.NONE;
    if (message == null) {
      return false;
    }
    try {
      records.parse(decoder.decode(message), surroundings, this);
    } catch (BadValue e) {
      return false;
    }
    return newest != PartitionClock.NONE;
  }

  @Override
  public void row(Row row) {
    long time = records.rows().eventTimeOf(row).getMillis();
    oldest = Math.min(oldest, time);
    newest = Math.max(newest, time);
  }

  /** A record without an event time does not move the watermark. */
  @Override
  public void bad(BadValue why, int element, String raw) {}

  /** The oldest event time of the message, in milliseconds since 1970. */
  public long oldest() {
    return oldest;
  }

  /** The newest event time of the message, in milliseconds since 1970. */
  public long newest() {
    return newest;
  }
}
