package dev.mainstem.cli;

import dev.mainstem.launch.Findings;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.picture.Graph;
import dev.mainstem.picture.Mermaid;
import dev.mainstem.picture.Page;
import dev.mainstem.picture.Svg;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code explain}: tells what a run would do, and starts nothing. */
@Command(
    name = "explain",
    description =
        "Tells what a run would do: its inputs as they are now, steps, windows, seam, state and"
            + " guarantees. Starts nothing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Any option that is not listed here is a Beam pipeline option, as for run.",
      "",
      "Exit codes: 0 told, also if something is not there; 2 wrong use or definition."
    })
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DefinitionArgument definition = new DefinitionArgument();

  /** How what is told is written. */
  enum Format {
    TEXT,
    MERMAID,
    SVG,
    HTML
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text; or the steps as a picture: mermaid, svg, or html with all that text tells"
              + " (default: text).")
  private Format format = Format.TEXT;

  @Unmatched private List<String> beam = new ArrayList<>();

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec.commandLine().getErr());
    Definition read = definition.read();
    Plan plan = Plan.of(read);
    Findings findings = Findings.look(plan, RunnerOptions.of(beam, plan), terminal);
    PrintWriter out = spec.commandLine().getOut();
    lines(findings).forEach(line -> out.println(read.redact(line)));
    out.flush();
    return ExitCodes.DONE;
  }

  private List<String> lines(Findings findings) {
    ExplainText text = new ExplainText(findings);
    Graph graph = PlanGraph.of(findings.plan());
    return switch (format) {
      case TEXT -> text.lines();
      case MERMAID -> Mermaid.of(graph);
      case SVG -> Svg.of(graph, text.title());
      case HTML -> Page.of(text.title(), "on " + findings.runner(), graph, text.sections());
    };
  }
}
