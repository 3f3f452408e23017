package dev.mainstem.cli;

import dev.mainstem.launch.Findings;
import dev.mainstem.picture.Page.Section;
import dev.mainstem.spec.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that a run would do, section by section. */
final class ExplainText {

  private final Findings findings;
  private final Definition definition;

  ExplainText(Findings findings) {
    this.findings = findings;
    this.definition = findings.plan().definition();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(title() + ", on " + findings.runner()));
    for (Section section : sections()) {
      lines.add("");
      lines.add(section.title());
      section.lines().forEach(line -> lines.add("  " + line));
    }
    return List.copyOf(lines);
  }

  /** What is explained. */
  String title() {
    return definition.name();
  }

  /** The sections that have something to tell. */
  List<Section> sections() {
    List<String> warnings = findings.warnings();
    return Stream.of(
            new Section("inputs", new InputsText(findings).lines()),
            new Section("steps", new StepsText(findings.plan()).lines()),
            new Section("windows", new WindowsText(findings).lines()),
            new Section("seam", new SeamPlanText(findings).lines()),
            new Section("state", new StateText(findings.plan()).lines()),
            new Section("guarantees", new GuaranteesText(findings).lines()),
            new Section("warnings", warnings.isEmpty() ? List.of("none") : warnings))
        .filter(section -> !section.lines().isEmpty())
        .toList();
  }
}
