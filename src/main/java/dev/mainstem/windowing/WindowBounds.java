package dev.mainstem.windowing;

import dev.mainstem.spec.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A window by its bounds, for whoever explains one.
 *
 * @param start which it holds
 * @param end which it does not hold
 */
public record WindowBounds(Instant start, Instant end) {

  /**
   * The windows that a row falls into, the oldest first. Those of a session are of a row alone, and
   * all of time is none.
   */
  public static List<WindowBounds> of(WindowSpec spec, Instant eventTime) {
    return switch (spec.kind()) {
      case FIXED -> List.of(last(eventTime, spec.size(), spec.size(), spec.offset()));
      case SLIDING -> sliding(spec, eventTime);
      case SESSIONS -> List.of(new WindowBounds(eventTime, eventTime.plus(spec.gap())));
      case GLOBAL -> List.of();
    };
  }

  private static List<WindowBounds> sliding(WindowSpec spec, Instant eventTime) {
    List<WindowBounds> windows = new ArrayList<>();
    WindowBounds window = last(eventTime, spec.size(), spec.period(), Duration.ZERO);
    while (window.end().isAfter(eventTime)) {
      windows.add(0, window);
      window =
          new WindowBounds(window.start().minus(spec.period()), window.end().minus(spec.period()));
    }
    return windows;
  }

  private static WindowBounds last(
      Instant eventTime, Duration size, Duration period, Duration offset) {
    Instant start =
        Instant.ofEpochMilli(
            AlignedWindows.lastStart(
                eventTime.toEpochMilli(), period.toMillis(), offset.toMillis()));
    return new WindowBounds(start, start.plus(size));
  }
}
