package dev.mainstem.windowing;

import dev.mainstem.spec.WindowSpec;
import java.io.Serializable;
import java.time.Duration;

/**
 * The longest pieces of time of which all instants fall into the same windows.
 *
 * <p>What is known of the rows of a slice counts in its windows as the rows would. Windows that
 * merge have no slices: their bounds follow from the rows. Immutable and thread-safe.
 */
public final class Slices implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The length of the one slice of all time. */
  private static final long ENDLESS = 0;

  private final long lengthMillis;
  private final long offsetMillis;

  private Slices(long lengthMillis, long offsetMillis) {
    this.lengthMillis = lengthMillis;
    this.offsetMillis = offsetMillis;
  }

  /**
   * The slices of windows.
   *
   * @throws IllegalArgumentException for windows that merge
   */
  public static Slices of(WindowSpec windows) {
    return switch (windows.kind()) {
      case GLOBAL -> new Slices(ENDLESS, 0);
      case FIXED -> new Slices(windows.size().toMillis(), windows.offset().toMillis());
      case SLIDING -> new Slices(commonDivisor(windows.size(), windows.period()), 0);
      case SESSIONS -> throw new IllegalArgumentException("sessions merge, and have no slices");
    };
  }

  /** The first instant of a time's slice; 0 where there is but one slice. In milliseconds. */
  public long startOf(long timeMillis) {
    return lengthMillis == ENDLESS
        ? 0
        : AlignedWindows.lastStart(timeMillis, lengthMillis, offsetMillis);
  }

  /** Whether a time is of the slice that starts there; sooner told than where its own starts. */
  public boolean has(long start, long timeMillis) {
    return lengthMillis == ENDLESS || Long.compareUnsigned(timeMillis - start, lengthMillis) < 0;
  }

  /** By Euclid: windows begin and end at its multiples, and at no longer ones' alone. */
  private static long commonDivisor(Duration size, Duration period) {
    long a = size.toMillis();
    long b = period.toMillis();
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }
}
