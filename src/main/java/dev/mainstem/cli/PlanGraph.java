package dev.mainstem.cli;

import dev.mainstem.picture.Box;
import dev.mainstem.picture.Box.Kind;
import dev.mainstem.picture.Graph;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.StepSpec;
import java.util.ArrayList;
import java.util.List;

/** The sides, the stream, the steps and the sinks of a plan as boxes. */
final class PlanGraph {

  private static final int MAX_LINES = 12;

  private final Plan plan;
  private final List<Box> boxes = new ArrayList<>();

  private PlanGraph(Plan plan) {
    this.plan = plan;
  }

  static Graph of(Plan plan) {
    return new PlanGraph(plan).graph();
  }

  private Graph graph() {
    Definition definition = plan.definition();
    List<String> sides = new ArrayList<>();
    definition.historySide().ifPresent(side -> source(sides, "history", side.paths()));
    definition
        .liveSide()
        .ifPresent(side -> source(sides, "live", List.of("topic " + side.topic())));
    boxes.add(
        new Box(StepSpec.STREAM, Kind.STREAM, StepSpec.STREAM, fields(StepSpec.STREAM), sides));
    definition.transforms().forEach(this::step);
    plan.sinks().forEach(this::sink);
    boxes.add(
        new Box(
            "/rejected",
            Kind.REJECTED,
            "rejected",
            List.of(StepsText.rejected(plan)),
            List.of(StepSpec.STREAM)));
    return new Graph(boxes);
  }

  /** Step names have no slash, so sides and sinks can't be taken for one. */
  private void source(List<String> sides, String title, List<String> lines) {
    sides.add("/" + title);
    boxes.add(new Box("/" + title, Kind.SOURCE, title, some(lines), List.of()));
  }

  private void step(StepSpec step) {
    String type = step.type().text("").orElse("");
    String title = step.name().equals(type) ? type : step.name() + ": " + type;
    boxes.add(new Box(step.name(), Kind.STEP, title, fields(step.name()), List.of(step.input())));
  }

  private void sink(Sink sink) {
    boxes.add(
        new Box(
            "/" + sink.step(),
            Kind.SINK,
            sink.step().substring(sink.step().lastIndexOf('/') + 1),
            List.of(StepsText.target(sink)),
            List.of(sink.input())));
  }

  private List<String> fields(String step) {
    return some(
        plan.transforms().typeOf(step).map(RowType::fields).orElse(List.of()).stream()
            .map(RowType.Field::toString)
            .toList());
  }

  private static List<String> some(List<String> lines) {
    if (lines.size() <= MAX_LINES) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MAX_LINES - 1));
    some.add("and %,d more".formatted(lines.size() - some.size()));
    return some;
  }
}
