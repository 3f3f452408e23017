package dev.mainstem.record;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a record came from.
 *
 * @param file as the definition's folder knows it, or null
 * @param line the physical line on which the record ends, from 1; in a file that is one JSON array,
 *     the number of the element
 * @param topic the topic, or null
 * @param element the number of the element, from 1, where one message is an array; 0 otherwise
 */
public record Origin(
    @Nullable String file,
    long line,
    @Nullable String topic,
    int partition,
    long offset,
    int element)
    implements Serializable {

  /** A row of the stream whose origin the step that met it no longer knows. */
  public static final Origin STREAM = new Origin(null, 0, null, 0, 0, 0);

  /** A record of a file. */
  public static Origin ofLine(String file, long line) {
    return new Origin(file, line, null, 0, 0, 0);
  }

  /** A message of a topic. */
  public static Origin ofMessage(String topic, int partition, long offset) {
    return new Origin(null, 0, topic, partition, offset, 0);
  }

  /** One element of this message. */
  public Origin element(int number) {
    return new Origin(file, line, topic, partition, offset, number);
  }

  /** The side: {@code history}, {@code live}, or {@code stream} where they are one already. */
  public String source() {
    return file != null ? "history" : topic != null ? "live" : "stream";
  }
}
