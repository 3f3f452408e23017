package dev.mainstem.record;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in UTF-8, written behind one another into a buffer that grows.
 *
 * <p>It does what every result costs, so it goes the short way where there is one, and Jackson's
 * elsewhere: a generator would look after commas and nesting that the caller knows of. Not
 * thread-safe.
 */
public final class JsonBuffer {

  /** Longer than any number. */
  private static final int NUMBER_BYTES = 32;

  /** Where {@link Double#toString} writes no exponent. */
  private static final double LEAST_PLAIN = 1e-3;

  private static final double PLAIN_BELOW = 1e7;

  private static final double MILLION = 1e6;

  private final IsoText times = new IsoText();
  private byte[] bytes;
  private int length;

  /**
   * @param size for how many bytes there is room at first
   */
  public JsonBuffer(int size) {
    this.bytes = new byte[size];
  }

  /** How many bytes were written since it was last empty. */
  public int length() {
    return length;
  }

  /** Makes it empty. */
  public void clear() {
    length = 0;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Writes it all to a stream, and makes it empty. */
  public void moveTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    clear();
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** One ASCII character as it is. */
  public void raw(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  /** Bytes as they are. */
  public void raw(byte[] json) {
    ensure(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
  }

  /** ASCII text as it is. */
  @SuppressWarnings("deprecation") // what it is deprecated for, other characters, is not here
  public void raw(String ascii) {
    int count = ascii.length();
    ensure(count);
    ascii.getBytes(0, count, bytes, length);
    length += count;
  }

  /** A text, in quotes. */
  public void text(String text) {
    int count = text.length();
    ensure(count + 2);
    int at = length;
    bytes[at++] = '"';
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
        escaped(text);
        return;
      }
      bytes[at++] = (byte) c;
    }
    bytes[at++] = '"';
    length = at;
  }

  private void escaped(String text) {
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    raw('"');
    raw(quoted);
    raw('"');
  }

  /** A whole number. */
  public void number(long number) {
    ensure(NUMBER_BYTES);
    length = NumberOutput.outputLong(number, bytes, length);
  }

  /**
   * A number with as few digits as tell it apart; in quotes if it is none, or infinite.
   *
   * <p>One of at most six decimals is written from a whole number of millionths. It has no more
   * than 13 digits, and as decimals of up to 15 digits are all told apart by doubles, it is the
   * only one so short that is read as this double.
   */
  public void number(double number) {
    double magnitude = Math.abs(number);
    if (magnitude >= LEAST_PLAIN && magnitude < PLAIN_BELOW) {
      // a rounding that goes wrong is found out by the division
      long millionths = (long) (magnitude * MILLION + 0.5);
      if (millionths / MILLION == magnitude) {
        decimal(number < 0, millionths);
        return;
      }
    }
    if (Double.isFinite(number)) {
      raw(NumberOutput.toString(number, true));
    } else {
      text(Double.toString(number));
    }
  }

  private void decimal(boolean negative, long millionths) {
    ensure(NUMBER_BYTES);
    if (negative) {
      bytes[length++] = '-';
    }
    int whole = (int) (millionths / (long) MILLION);
    int fraction = (int) (millionths - whole * (long) MILLION);
    int at = NumberOutput.outputInt(whole, bytes, length);
    bytes[at++] = '.';
    int high = fraction / 1000;
    int low = fraction % 1000;
    length =
        low == 0
            ? Triples.writeFraction(high, bytes, at)
            : Triples.writeFraction(low, bytes, Triples.write(high, bytes, at));
  }

  /** A number with as few digits as tell it apart from other floats; in quotes if it is none. */
  public void number(float number) {
    if (Float.isFinite(number)) {
      raw(NumberOutput.toString(number, true));
    } else {
      text(Float.toString(number));
    }
  }

  /** A decimal with all its digits. */
  public void number(BigDecimal number) {
    raw(number.toString());
  }

  /**
   * A time in ISO-8601 and UTC, in quotes.
   *
   * @param millis since 1970
   */
  public void time(long millis) {
    raw('"');
    rawTime(millis);
    raw('"');
  }

  /** A time in ISO-8601 and UTC, without quotes. */
  void rawTime(long millis) {
    ensure(IsoText.MAX_BYTES);
    length = times.write(millis, bytes, length);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
