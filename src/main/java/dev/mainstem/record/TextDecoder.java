package dev.mainstem.record;

/** Makes of the bytes of a record the text that is parsed. */
@FunctionalInterface
public interface TextDecoder {

  /**
   * The text of a record.
   *
   * @throws BadValue if the bytes are no record of the format
   */
  String decode(byte[] bytes) throws BadValue;
}
