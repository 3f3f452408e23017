package dev.mainstem.aggregate;

import dev.mainstem.record.Values;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.joda.time.ReadableInstant;

/**
 * A hash of 64 bits of a value, each bit of which depends on all of the value; equal numbers of a
 * type have the same. It is kept in state, so it is the same on all machines and in all versions.
 */
final class ValueHash {

  /** 2^64 over the golden ratio: neighbours go far apart. */
  private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

  private ValueHash() {}

  static long of(Object value) {
    Object canonical = Values.canonical(value);
    return canonical instanceof String || canonical instanceof BigDecimal
        ? ofText(canonical.toString())
        : mixed(bits(canonical));
  }

  private static long bits(Object value) {
    if (value instanceof Double number) {
      return Double.doubleToLongBits(number);
    }
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof ReadableInstant instant) {
      return instant.getMillis();
    }
    if (value instanceof LocalDate day) {
      return day.toEpochDay();
    }
    // of booleans, ints and floats, different ones by their documentation
    return value.hashCode();
  }

  private static long ofText(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = mixed(hash + STEP + text.charAt(i));
    }
    return mixed(hash);
  }

  /** The finalizer of SplitMix64: G. Steele and others, "Fast splittable generators" (2014). */
  private static long mixed(long bits) {
    long z = bits + STEP;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
