package dev.mainstem.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes as text, without a replacement character sneaking in for a byte that is none. */
public final class Utf8 {

  /** What Java puts in the place of bytes that are no text. */
  public static final char REPLACEMENT = '\uFFFD';

  /** How the reason begins for which bytes are no text. */
  static final String NO_TEXT = "expected text in ";

  private Utf8() {}

  /**
   * The text of the bytes.
   *
   * @throws BadValue if they are not UTF-8
   */
  public static String decode(byte[] bytes) throws BadValue {
    return decode(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The text of the bytes in a charset.
   *
   * @throws BadValue if they are no text in it
   */
  public static String decode(byte[] bytes, Charset charset) throws BadValue {
    // the JVM's own decoder is the fastest; only a text with a replacement character is suspect
    String text = new String(bytes, charset);
    if (text.indexOf(REPLACEMENT) >= 0) {
      try {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw new BadValue(NO_TEXT + charset.name(), "");
      }
    }
    return text;
  }
}
