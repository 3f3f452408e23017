package dev.mainstem.windowing;

import dev.mainstem.record.JodaTime;
import dev.mainstem.spec.WindowSpec;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.Window.OnTimeBehavior;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.PCollection;

/**
 * Puts elements into the windows of a specification.
 *
 * <p>A window answers when the watermark passes its end; before that every {@code early_every}, if
 * so; after that for each late element, until the allowed lateness is over.
 *
 * <p>With early answers, that at the end comes even if nothing was added since the last early one:
 * whoever waits for the complete results finds those of all windows. Where the watermark then jumps
 * past the end and the lateness at once, as it does at the end of a history, a second and empty
 * pane follows, which whoever makes results of panes passes over. Without early answers a window
 * answers only if something was added, so there is no such pane.
 */
public final class Windowing<T> extends PTransform<PCollection<T>, PCollection<T>> {

  private static final long serialVersionUID = 1L;

  private final WindowSpec spec;

  private Windowing(WindowSpec spec) {
    this.spec = spec;
  }

  /** The windowing of a specification. */
  public static <T> Windowing<T> of(WindowSpec spec) {
    return new Windowing<>(spec);
  }

  @Override
  public PCollection<T> expand(PCollection<T> input) {
    Window<T> window =
        Window.<T>into(windowFn(spec))
            .triggering(trigger())
            .withAllowedLateness(JodaTime.of(spec.allowedLateness()))
            .withOnTimeBehavior(
                spec.earlyEvery() == null
                    ? OnTimeBehavior.FIRE_IF_NON_EMPTY
                    : OnTimeBehavior.FIRE_ALWAYS);
    return input.apply(
        "Assign",
        spec.accumulation() == WindowSpec.Accumulation.ACCUMULATING
            ? window.accumulatingFiredPanes()
            : window.discardingFiredPanes());
  }

  private Trigger trigger() {
    AfterWatermark.AfterWatermarkEarlyAndLate atEnd =
        AfterWatermark.pastEndOfWindow().withLateFirings(AfterPane.elementCountAtLeast(1));
    if (spec.earlyEvery() == null) {
      return atEnd;
    }
    return atEnd.withEarlyFirings(
        AfterProcessingTime.pastFirstElementInPane().plusDelayOf(JodaTime.of(spec.earlyEvery())));
  }

  private static WindowFn<Object, ? extends BoundedWindow> windowFn(WindowSpec spec) {
    return switch (spec.kind()) {
      case FIXED -> AlignedWindows.of(spec.size(), spec.size(), spec.offset());
      case SLIDING -> AlignedWindows.of(spec.size(), spec.period(), spec.offset());
      case SESSIONS -> Sessions.withGapDuration(JodaTime.of(spec.gap()));
      case GLOBAL -> new GlobalWindows();
    };
  }
}
