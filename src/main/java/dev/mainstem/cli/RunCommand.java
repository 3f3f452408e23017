package dev.mainstem.cli;

import dev.mainstem.console.Console;
import dev.mainstem.launch.Launch;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code run}: runs a definition. */
@Command(
    name = "run",
    description = "Runs a definition on a runner, Flink inside this process unless told otherwise.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Any option that is not listed here is a Beam pipeline option:",
      "  --runner=FlinkRunner|DirectRunner   the runner (FlinkRunner)",
      "  --flinkMaster=HOST:PORT             a Flink cluster instead of the embedded one",
      "  --parallelism=N                     how many slots the job takes",
      "  --checkpointingInterval=MILLIS      how often Flink takes a checkpoint",
      "  @FILE                               options from a file, such as @runners/direct.args",
      "",
      "Rows of WriteToConsole go to the standard output; the report goes there too, unless rows do.",
      "",
      "Ctrl-C stops the run so that it can be resumed; a second one ends it at once.",
      "",
      "Exit codes: 0 done or stopped, 1 the job or what it needs failed, 2 wrong use or definition,",
      "130 a second interrupt."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DefinitionArgument definition = new DefinitionArgument();

  @Option(
      names = "--resume",
      description =
          "Goes on with the last run of the definition, which was stopped, failed or was killed.")
  private boolean resume;

  @Mixin private ConsoleOptions console = new ConsoleOptions();

  /** How what a run tells is written. */
  enum Output {
    TEXT,
    JSON
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = {
        "How progress and report are written: text, or json, an object a line"
            + " (default: ${DEFAULT-VALUE})."
      })
  private Output output = Output.TEXT;

  @Unmatched private List<String> beam = new ArrayList<>();

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    Terminal terminal =
        output == Output.JSON ? new JsonTerminal(command.getErr()) : new Terminal(command.getErr());
    Definition read = definition.read();
    PipelineOptions options = RunnerOptions.of(beam, Plan.of(read));
    // what the page could not be written for is less than why the run failed, and stands behind it
    try (Console page = console.open(read, terminal).orElse(null)) {
      run(read, options, terminal, Optional.ofNullable(page));
    }
    return ExitCodes.DONE;
  }

  private void run(
      Definition read, PipelineOptions options, Terminal terminal, Optional<Console> page) {
    try {
      launch(read, options, terminal, page);
    } catch (RuntimeException e) {
      page.ifPresent(shown -> shown.failed(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private void launch(
      Definition read, PipelineOptions options, Terminal terminal, Optional<Console> page) {
    Progress progress = page.<Progress>map(shown -> shown).orElse(terminal);
    try (Launch launch =
        resume ? Launch.resume(read, options, progress) : Launch.prepare(read, options, progress)) {
      page.ifPresent(shown -> shown.found(launch.inputs(), launch.runner()));
      Interrupts.onFirst(
          () -> {
            progress.say("stopping; once more to end at once");
            page.ifPresent(Console::stopping);
            launch.stop();
          });
      RunReport report = launch.run();
      terminal.clear();
      CommandLine command = spec.commandLine();
      boolean rowsOnStdout = report.plan().sinks().stream().anyMatch(Sink::isConsole);
      print(report, rowsOnStdout ? command.getErr() : command.getOut());
      page.ifPresent(shown -> shown.ended(report, lines(report)));
      if (report.resumable()) {
        terminal.say("the same command with --resume goes on where it stopped");
      }
    }
  }

  private static List<String> lines(RunReport report) {
    StringWriter text = new StringWriter();
    new ReportPrinter(report, new PrintWriter(text)).print();
    return text.toString().lines().toList();
  }

  private void print(RunReport report, PrintWriter out) {
    if (output == Output.TEXT) {
      new ReportPrinter(report, out).print();
      return;
    }
    out.println(report.json());
    out.flush();
  }
}
