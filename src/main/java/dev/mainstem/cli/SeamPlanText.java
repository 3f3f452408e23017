package dev.mainstem.cli;

import dev.mainstem.launch.Findings;
import dev.mainstem.spec.CutoverSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.Durations;
import dev.mainstem.spec.LiveSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the sides will meet. */
final class SeamPlanText {

  private final Findings findings;
  private final Definition definition;

  SeamPlanText(Findings findings) {
    this.findings = findings;
    this.definition = findings.plan().definition();
  }

  /** Nothing of a stream with one side and no dedupe. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    CutoverSpec cutover = definition.cutover();
    if (definition.hasBothSides() || cutover.hasInstant()) {
      lines.add(owners(cutover));
    }
    definition.liveSide().ifPresent(live -> lines.add(start(live)));
    Optional.ofNullable(cutover.dedupe()).map(SeamPlanText::dedupe).ifPresent(lines::add);
    return lines;
  }

  private String owners(CutoverSpec cutover) {
    Instant at = findings.inputs().cutover();
    if (!cutover.hasInstant()) {
      return "both sides count all that they hold";
    }
    String found = at == null ? "the end of the history" : at.toString();
    String how = cutover.atHistoryEnd() && at != null ? ", the end of the history" : "";
    return "history owns event times before %s%s; live owns those from it on".formatted(found, how);
  }

  private String start(LiveSpec live) {
    return switch (live.start().kind()) {
      case EARLIEST -> "live starts at the first message that is kept";
      case LATEST -> "live starts behind the last message there is at the launch";
      case COMMITTED ->
          "live starts where its consumer group has got to, else at the first message that is kept";
      case INSTANT ->
          "live starts at the first message stamped from %s on".formatted(live.start().at());
      case CUTOVER -> atCutover(live);
    };
  }

  private String atCutover(LiveSpec live) {
    String slack = Durations.format(live.startSlack());
    Instant at = findings.inputs().cutover();
    String from = at == null ? slack + " before that" : at.minus(live.startSlack()).toString();
    return ("live starts at the first message stamped from %s on; a message stamped more than %s"
            + " before its event time may be missed")
        .formatted(from, slack);
  }

  private static String dedupe(CutoverSpec.Dedupe dedupe) {
    String by =
        dedupe.by().size() <= 4
            ? String.join(", ", dedupe.by())
            : Quantity.of(dedupe.by().size(), "field");
    return dedupe.within().isZero()
        ? "rows of one event time that agree in %s count once".formatted(by)
        : "rows up to %s apart that agree in %s count once"
            .formatted(Durations.format(dedupe.within()), by);
  }
}
