package dev.mainstem.record;

/** Three digits of a number at once, in ASCII: one look-up in the place of three divisions. */
final class Triples {

  private static final int[] DIGITS = new int[1000];

  static {
    for (int i = 0; i < DIGITS.length; i++) {
      int trailingZeros = i % 10 != 0 ? 0 : i % 100 != 0 ? 1 : 2;
      DIGITS[i] =
          ('0' + i / 100) | ('0' + i / 10 % 10) << 8 | ('0' + i % 10) << 16 | trailingZeros << 24;
    }
  }

  private Triples() {}

  /** Writes the three digits of a number below 1000; answers the place behind them. */
  static int write(int number, byte[] to, int at) {
    int digits = DIGITS[number];
    to[at] = (byte) digits;
    to[at + 1] = (byte) (digits >> 8);
    to[at + 2] = (byte) (digits >> 16);
    return at + 3;
  }

  /** The same without the zeros behind the last other digit; one digit remains of zero. */
  static int writeFraction(int number, byte[] to, int at) {
    return write(number, to, at) - (DIGITS[number] >> 24);
  }

  /** Writes the last two digits of a number below 1000. */
  static int writeTwo(int number, byte[] to, int at) {
    int digits = DIGITS[number];
    to[at] = (byte) (digits >> 8);
    to[at + 1] = (byte) (digits >> 16);
    return at + 2;
  }
}
