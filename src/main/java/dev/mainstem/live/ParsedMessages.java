package dev.mainstem.live;

import dev.mainstem.record.BadValue;
import java.util.List;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * What messages hold.
 *
 * @param rows the good records, in their order
 * @param bad the others, in theirs
 */
record ParsedMessages(List<Row> rows, List<Bad> bad) {

  /**
   * A message, or an element of one, that is no record.
   *
   * @param element its number in the array, from 1, or 0 for all of the message
   * @param raw its own text, or null of bytes that are no text, or no message of their format
   */
  record Bad(Message message, BadValue why, int element, @Nullable String raw) {}
}
