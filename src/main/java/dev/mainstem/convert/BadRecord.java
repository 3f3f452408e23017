package dev.mainstem.convert;

import dev.mainstem.record.Origin;

/**
 * A record that could not be taken.
 *
 * @param place such as {@code data.csv:12}, or {@code data.json: element 12} in an array
 * @param reason what was expected, what was found
 */
public record BadRecord(String place, String reason) {

  /**
   * @param inArray whether the file is one JSON array, whose elements are counted instead of lines
   */
  static BadRecord at(Origin origin, boolean inArray, String reason) {
    String place = origin.file() + (inArray ? ": element " : ":") + origin.line();
    return new BadRecord(
        origin.element() == 0 ? place : place + ": element " + origin.element(), reason);
  }

  @Override
  public String toString() {
    return place + ": " + reason;
  }
}
