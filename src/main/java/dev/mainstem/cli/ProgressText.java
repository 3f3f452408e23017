package dev.mainstem.cli;

import dev.mainstem.publish.Progress;
import java.util.Locale;

/** How far a publish has come, in a line. */
final class ProgressText {

  private ProgressText() {}

  /** Such as {@code 1,200,000 records, 240,000 a second, 48 % of the bytes}. */
  static String of(Progress.State state) {
    String share =
        String.format(Locale.ROOT, "%.0f %% of the bytes", Math.floor(100 * state.share()));
    return state.publishing()
        ? "%s, %s a second, %s"
            .formatted(
                Quantity.of(state.records(), "record"),
                Quantity.number(Math.round(state.perSecond())),
                share)
        : "looking for the types of columns: " + share;
  }
}
