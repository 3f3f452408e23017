package dev.mainstem.aggregate;

import dev.mainstem.record.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sum of doubles, and of products of two doubles, without any rounding: it is the same number
 * whatever the order of its parts, and is rounded only when a result is told.
 *
 * <p>It is one long fixed-point number in limbs of 32 bits, as in R. M. Neal, "Fast exact summation
 * using small and large superaccumulators" (2015): a double touches three limbs, and carries wait
 * until the limbs are nearly full. Only the limbs between the least and the greatest one that was
 * ever touched are there; those of common data are three or four. Mutable, not thread-safe.
 */
final class ExactSum {

  private static final long LIMB = 0xFFFF_FFFFL;
  private static final int LIMBS_TOUCHED = 3;

  /** How many numbers below 2^32 a limb takes before it could overflow. */
  private static final int MOST_WAITING = 1 << 30;

  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final int EXPONENT = 0x7FF;
  private static final int SUBNORMAL_EXPONENT = Double.MIN_EXPONENT - FRACTION_BITS;

  /** Limb i counts 2^(32·(lowest + i)); all may be negative. */
  private long[] limbs = new long[0];

  private int lowest;
  private int waiting;
  private boolean finite = true;

  /** Adds a double; after one that is not finite, the sum isn't either. */
  void add(double x) {
    finite &= Double.isFinite(x);
    add(significand(x), exponent(x), x < 0);
  }

  /** Adds the product of two doubles. */
  void addProduct(double x, double y) {
    finite &= Double.isFinite(x) && Double.isFinite(y);
    long high = Math.multiplyHigh(significand(x), significand(y));
    long low = significand(x) * significand(y);
    int exponent = exponent(x) + exponent(y);
    boolean negative = (x < 0) != (y < 0);
    add(low & LIMB, exponent, negative);
    add(low >>> 32, exponent + 32, negative);
    add(high, exponent + 64, negative);
  }

  /** Adds another one. */
  void add(ExactSum other) {
    finite &= other.finite;
    long[] theirs = other.carried();
    if (theirs.length == 0) {
      return;
    }
    cover(other.lowest, theirs.length);
    for (int i = 0; i < theirs.length; i++) {
      limbs[other.lowest - lowest + i] += theirs[i];
    }
    countWaiting();
  }

  /** Whether all parts were finite; if not, there is no value to speak of. */
  boolean isFinite() {
    return finite;
  }

  /** The sum of the parts. */
  Dyadic value() {
    long[] sum = carried();
    byte[] bytes = new byte[4 * sum.length + 1];
    for (int i = 0; i < sum.length; i++) {
      for (int b = 0; b < 4; b++) {
        bytes[bytes.length - 1 - 4 * i - b] = (byte) (sum[i] >> (8 * b));
      }
    }
    bytes[0] = (byte) (sum.length > 0 && sum[sum.length - 1] < 0 ? -1 : 0);
    return new Dyadic(new BigInteger(bytes), 32 * lowest);
  }

  /**
   * The double nearest to the sum; infinite where it is out of the range of one.
   *
   * <p>Numbers of about one size have a sum of not much more than 53 bits. One that fits 64 is a
   * long, which Java rounds as IEEE 754 has it, and a power of two, which changes no digit.
   */
  double rounded() {
    long[] sum = carried();
    if (sum.length == LIMBS_TOUCHED && isFarFromSubnormal()) {
      long low = sum[1] << 32 | sum[0];
      long high = sum[2];
      int zeros = low == 0 ? 0 : Long.numberOfTrailingZeros(low);
      long whole = zeros == 0 ? low : low >>> zeros | high << (64 - zeros);
      if (high >> zeros == whole >> 63) {
        return Math.scalb((double) whole, 32 * lowest + zeros);
      }
    }
    return value().dividedBy(Dyadic.of(1));
  }

  private boolean isFarFromSubnormal() {
    return 32 * lowest > Double.MIN_EXPONENT;
  }

  private static long significand(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long fraction = bits & FRACTION;
    return isSubnormal(bits) ? fraction : fraction | (FRACTION + 1);
  }

  private static int exponent(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT;
    return SUBNORMAL_EXPONENT + (isSubnormal(bits) ? 0 : biased - 1);
  }

  private static boolean isSubnormal(long bits) {
    return ((bits >>> FRACTION_BITS) & EXPONENT) == 0;
  }

  private void add(long significand, int exponent, boolean negative) {
    if (significand == 0) {
      return;
    }
    int shift = exponent & 31;
    int sign = negative ? -1 : 1;
    int first = exponent >> 5;
    cover(first, LIMBS_TOUCHED);
    int at = first - lowest;
    limbs[at] += sign * ((significand << shift) & LIMB);
    limbs[at + 1] += sign * ((significand >>> (32 - shift)) & LIMB);
    limbs[at + 2] += sign * ((significand >>> 32) >>> (32 - shift));
    countWaiting();
  }

  private void countWaiting() {
    if (++waiting == MOST_WAITING) {
      limbs = carried();
      waiting = 0;
    }
  }

  private void cover(int first, int count) {
    if (limbs.length == 0) {
      lowest = first;
    }
    int below = Math.max(0, lowest - first);
    int length = Math.max(limbs.length, first - lowest + count) + below;
    if (length > limbs.length) {
      long[] wider = new long[length];
      System.arraycopy(limbs, 0, wider, below, limbs.length);
      limbs = wider;
      lowest -= below;
    }
  }

  /**
   * The limbs, all of them in 0 to 2^32 - 1, but the highest in -2^31 to 2^31 - 1. Changes nothing:
   * a runner may write a sum into a checkpoint while it copies the same one.
   */
  private long[] carried() {
    if (waiting == 0) {
      return limbs;
    }
    long[] carried = new long[limbs.length];
    long carry = 0;
    for (int i = 0; i < carried.length; i++) {
      long limb = limbs[i] + carry;
      carried[i] = limb & LIMB;
      carry = limb >> 32;
    }
    int last = carried.length - 1;
    if (carry == carried[last] << 32 >> 63) {
      carried[last] = (int) carried[last];
      return carried;
    }
    long[] longer = Arrays.copyOf(carried, carried.length + 1);
    longer[last + 1] = carry;
    return longer;
  }

  void encode(DataOutput out) throws IOException {
    long[] carried = carried();
    Varint.write((long) carried.length << 1 | (finite ? 1 : 0), out);
    Varint.writeSigned(lowest, out);
    for (long limb : carried) {
      out.writeInt((int) limb);
    }
  }

  void decode(DataInput in) throws IOException {
    waiting = 0;
    long head = Varint.read(in);
    finite = (head & 1) != 0;
    lowest = (int) Varint.readSigned(in);
    limbs = new long[(int) (head >>> 1)];
    for (int i = 0; i < limbs.length; i++) {
      int limb = in.readInt();
      limbs[i] = i == limbs.length - 1 ? limb : limb & LIMB;
    }
  }
}
