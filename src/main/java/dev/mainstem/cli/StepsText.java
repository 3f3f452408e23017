package dev.mainstem.cli;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.StepSpec;
import java.util.ArrayList;
import java.util.List;

/** The graph of the steps, each with what it takes and what its rows are. */
final class StepsText {

  private static final int WIDTH = 100;

  private final Plan plan;
  private final List<String> lines = new ArrayList<>();

  StepsText(Plan plan) {
    this.plan = plan;
  }

  List<String> lines() {
    lines.clear();
    lines.add(StepSpec.STREAM);
    fields(StepSpec.STREAM);
    plan.definition().transforms().forEach(this::step);
    plan.sinks().forEach(this::sink);
    lines.add("rejected records -> " + rejected());
    return List.copyOf(lines);
  }

  private void step(StepSpec step) {
    String type = step.type().text("").orElse("");
    String name = step.name().equals(type) ? type : step.name() + ": " + type;
    lines.add("%s -> %s".formatted(step.input(), name));
    fields(step.name());
  }

  private void fields(String step) {
    List<String> fields =
        plan.transforms().typeOf(step).map(RowType::fields).orElse(List.of()).stream()
            .map(RowType.Field::toString)
            .toList();
    StringBuilder line = new StringBuilder("   ");
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i) + (i < fields.size() - 1 ? "," : "");
      if (line.length() > 3 && line.length() + 1 + field.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("   ");
      }
      line.append(' ').append(field);
    }
    lines.add(line.toString());
  }

  private void sink(Sink sink) {
    lines.add("%s -> %s, %s".formatted(sink.input(), sink.step(), target(sink)));
  }

  /** Where the rows of a sink go. */
  static String target(Sink sink) {
    return sink.files()
        .map(StepsText::files)
        .or(() -> sink.topic().map(topic -> "topic " + topic.topic()))
        .or(() -> sink.table().map(table -> "table " + table.name()))
        .orElse("the standard output");
  }

  private static String files(FileTarget target) {
    String pattern = "%s/%s-*%s".formatted(target.folder(), target.base(), target.extension());
    return "files " + ShownPath.of(pattern);
  }

  private String rejected() {
    return rejected(plan);
  }

  /** Where rejected records go. */
  static String rejected(Plan plan) {
    return plan.rejected()
        .files()
        .map(StepsText::files)
        .or(() -> plan.rejected().topic().map(topic -> "topic " + topic.topic()))
        .orElseThrow();
  }
}
