package dev.mainstem.cli;

import dev.mainstem.launch.Findings;
import dev.mainstem.spec.Definition;
import java.util.ArrayList;
import java.util.List;

/** All that a run would do, section by section. */
final class ExplainText {

  private final Findings findings;
  private final Definition definition;
  private final List<String> lines = new ArrayList<>();

  ExplainText(Findings findings) {
    this.findings = findings;
    this.definition = findings.plan().definition();
  }

  List<String> lines() {
    lines.clear();
    lines.add("%s, on %s".formatted(definition.name(), findings.runner()));
    section("inputs", new InputsText(findings).lines());
    section("steps", new StepsText(findings.plan()).lines());
    section("windows", new WindowsText(findings).lines());
    section("seam", new SeamPlanText(findings).lines());
    section("state", new StateText(findings.plan()).lines());
    section("guarantees", new GuaranteesText(findings).lines());
    section("warnings", findings.warnings().isEmpty() ? List.of("none") : findings.warnings());
    return List.copyOf(lines);
  }

  /** Nothing for no lines. */
  private void section(String title, List<String> of) {
    if (!of.isEmpty()) {
      lines.add("");
      lines.add(title);
      of.forEach(line -> lines.add("  " + line));
    }
  }
}
