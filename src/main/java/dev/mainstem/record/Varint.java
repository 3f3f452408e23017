package dev.mainstem.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whole numbers in as few bytes as they need, seven bits in each, as Protocol Buffers have them:
 * those below 128 in one.
 */
public final class Varint {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private Varint() {}

  /** Writes a number; one that is negative takes ten bytes. */
  public static void write(long number, DataOutput out) throws IOException {
    long rest = number;
    while ((rest & -MORE) != 0) {
      out.writeByte((int) (rest | MORE));
      rest >>>= BITS;
    }
    out.writeByte((int) rest);
  }

  /** Reads a number. */
  public static long read(DataInput in) throws IOException {
    long number = 0;
    int shift = 0;
    int next;
    do {
      next = in.readByte();
      number |= (long) (next & MORE - 1) << shift;
      shift += BITS;
    } while (next < 0);
    return number;
  }

  /** Writes a number of either sign, small ones in few bytes. */
  public static void writeSigned(long number, DataOutput out) throws IOException {
    write(number << 1 ^ number >> 63, out);
  }

  /** Reads a number of either sign. */
  public static long readSigned(DataInput in) throws IOException {
    long folded = read(in);
    return folded >>> 1 ^ -(folded & 1);
  }
}
