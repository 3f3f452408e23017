package dev.mainstem.windowing;

import dev.mainstem.record.JodaTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Windows of one size that begin every period from 1970-01-01T00:00:00Z on, and before it.
 *
 * <p>The same as Beam's FixedWindows and SlidingWindows from 1970 on. Before, those are a window
 * off (they take the remainder of a negative number): FixedWindows of a day puts 1969-12-30T12:00
 * into the window that begins on 1969-12-31.
 */
final class AlignedWindows extends NonMergingWindowFn<Object, IntervalWindow> {

  private static final long serialVersionUID = 1L;

  private final long sizeMillis;
  private final long periodMillis;
  private final long offsetMillis;

  private AlignedWindows(long sizeMillis, long periodMillis, long offsetMillis) {
    this.sizeMillis = sizeMillis;
    this.periodMillis = periodMillis;
    this.offsetMillis = offsetMillis;
  }

  /**
   * Such windows.
   *
   * @param period how often one begins: the size itself, for windows that do not overlap
   * @param offset by how much their beginnings are shifted
   */
  static AlignedWindows of(Duration size, Duration period, Duration offset) {
    return new AlignedWindows(
        JodaTime.of(size).getMillis(),
        JodaTime.of(period).getMillis(),
        JodaTime.of(offset).getMillis());
  }

  /** The last beginning of a window that is not after a time. */
  static long lastStart(long timeMillis, long periodMillis, long offsetMillis) {
    return timeMillis - Math.floorMod(timeMillis - offsetMillis, periodMillis);
  }

  @Override
  public Collection<IntervalWindow> assignWindows(AssignContext context) {
    long time = context.timestamp().getMillis();
    long start = lastStart(time, periodMillis, offsetMillis);
    if (assignsToOneWindow()) {
      return List.of(window(start));
    }
    List<IntervalWindow> windows = new ArrayList<>();
    for (; start > time - sizeMillis; start -= periodMillis) {
      windows.add(window(start));
    }
    return windows;
  }

  private IntervalWindow window(long start) {
    return new IntervalWindow(
        Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + sizeMillis));
  }

  @Override
  public boolean assignsToOneWindow() {
    return sizeMillis == periodMillis;
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  /** Deprecated in Beam, which calls it all the same. */
  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester")
  public boolean isCompatible(WindowFn<?, ?> other) {
    return equals(other);
  }

  @Override
  public void verifyCompatibility(WindowFn<?, ?> other) throws IncompatibleWindowException {
    if (!equals(other)) {
      throw new IncompatibleWindowException(other, "Only equal AlignedWindows are compatible.");
    }
  }

  /** The first window that ends after the end of the main input's. */
  @Override
  public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
    return new WindowMappingFn<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public IntervalWindow getSideInputWindow(BoundedWindow mainWindow) {
        long last = mainWindow.maxTimestamp().getMillis();
        return window(lastStart(last - sizeMillis, periodMillis, offsetMillis) + periodMillis);
      }
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AlignedWindows windows
        && windows.sizeMillis == sizeMillis
        && windows.periodMillis == periodMillis
        && windows.offsetMillis == offsetMillis;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * (31 * sizeMillis + periodMillis) + offsetMillis);
  }
}
