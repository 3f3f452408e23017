package dev.mainstem.aggregate;

import dev.mainstem.spec.WindowSpec;
import dev.mainstem.windowing.Slices;
import java.io.Serializable;
import java.util.Objects;
import org.apache.beam.sdk.values.Row;

/** When windows end, for whoever goes by their results. Immutable and thread-safe. */
public final class WindowEnds implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Slices slices;

  private WindowEnds(Slices slices) {
    this.slices = slices;
  }

  /**
   * The ends of windows.
   *
   * @throws IllegalArgumentException for windows that merge
   */
  public static WindowEnds of(WindowSpec windows) {
    return new WindowEnds(Slices.of(windows));
  }

  /** When the window of a result ended, in milliseconds since 1970. */
  public static long of(Row result) {
    return Objects.requireNonNull(result.getDateTime(ResultShape.WINDOW_END)).getMillis();
  }

  /**
   * An instant, the same for all times until the next end, by which as many windows have ended as
   * by the time itself. In milliseconds.
   */
  public long lastUntil(long timeMillis) {
    return slices.startOf(timeMillis);
  }
}
