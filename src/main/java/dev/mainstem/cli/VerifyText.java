package dev.mainstem.cli;

import dev.mainstem.rehearsal.Comparison;
import dev.mainstem.verify.Verification;
import java.util.ArrayList;
import java.util.List;

/** What the steps made of rows in one form, beside what they made of the history, in lines. */
final class VerifyText {

  private VerifyText() {}

  static List<String> lines(Verification verification, Verification.Trial trial) {
    List<String> lines = new ArrayList<>();
    lines.add(trial.seam() == null ? "live alone" : "seam at " + trial.seam());
    trial
        .steps()
        .forEach(
            (step, comparison) -> {
              lines.add("  %s: %s".formatted(step, counts(verification.rowsOf(step), comparison)));
              ComparisonText.lines(step, comparison).stream().skip(1).forEach(lines::add);
            });
    return lines;
  }

  private static String counts(int rows, Comparison comparison) {
    int same = rows - comparison.missing().size() - comparison.differing().size();
    String more = comparison.isEqual() ? "" : ", " + ComparisonText.counts(comparison);
    return Quantity.of(same, "row") + " the same" + more;
  }
}
