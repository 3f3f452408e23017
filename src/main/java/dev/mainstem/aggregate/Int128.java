package dev.mainstem.aggregate;

import dev.mainstem.record.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * A sum of whole numbers in 128 bits, which no stream can overflow, so that only the end result has
 * to fit. Mutable, not thread-safe.
 */
final class Int128 {

  private long high;
  private long low;

  void add(long value) {
    add(value >> 63, value);
  }

  void add(Int128 other) {
    add(other.high, other.low);
  }

  private void add(long otherHigh, long otherLow) {
    long sum = low + otherLow;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    high += otherHigh + carry;
    low = sum;
  }

  /** The number, if it fits. */
  OptionalLong toLong() {
    return high == low >> 63 ? OptionalLong.of(low) : OptionalLong.empty();
  }

  BigInteger toBigInteger() {
    BigInteger top = BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low >>> 32));
    return top.shiftLeft(32).add(BigInteger.valueOf(low & 0xFFFF_FFFFL));
  }

  void encode(DataOutput out) throws IOException {
    boolean isLong = toLong().isPresent();
    out.writeBoolean(isLong);
    if (isLong) {
      Varint.writeSigned(low, out);
    } else {
      out.writeLong(high);
      out.writeLong(low);
    }
  }

  void decode(DataInput in) throws IOException {
    boolean isLong = in.readBoolean();
    if (isLong) {
      low = Varint.readSigned(in);
      high = low >> 63;
    } else {
      high = in.readLong();
      low = in.readLong();
    }
  }
}
