package dev.mainstem.cli;

import dev.mainstem.launch.Launch;
import dev.mainstem.launch.ReplayedRun;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.replay.Replay;
import dev.mainstem.spec.Definition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code replay}: rejected records once more, by a definition that was put right. */
@Command(
    name = "replay",
    description = "Runs a definition that was put right over the records that its run rejected.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Taken are records that could not be read, and late ones. Results go into files of their own,"
          + " beside those of the run: none of the records is in both. Definitions that aggregate"
          + " are refused: run them afresh.",
      "",
      "Any other option is a Beam pipeline option, as for run.",
      "",
      "Exit codes: 0 done, 1 some records can't be read still or the job failed, 2 wrong use or"
          + " definition."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final String FOLDER = "replay";
  private static final String ROWS = "rows.jsonl";

  @Spec private CommandSpec spec;
  @Mixin private DefinitionArgument definition = new DefinitionArgument();

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description = "The rejected records. By default, the files that the last run left.")
  private List<String> rejected = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "What the paths of sinks start from. By default, replay beside the definition.")
  private @Nullable Path to;

  @Unmatched private List<String> beam = new ArrayList<>();

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec.commandLine().getErr());
    Plan plan = Plan.of(definition.read());
    Path folder = to == null ? plan.definition().folder().resolve(FOLDER) : to;
    PipelineOptions options = RunnerOptions.of(beam);
    FileSystems.setDefaultPipelineOptions(options);
    Path rows = folder.toAbsolutePath().resolve(ROWS);
    Definition replayed = ReplayedRun.over(plan, rows, folder);
    Replay.Replayed read =
        Replay.read(plan.definition(), ReplayedRun.cutover(plan), files(plan), rows, terminal::say);
    tell(read, terminal);
    if (read.rows() > 0) {
      run(replayed, options, terminal);
    }
    return read.bad() == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private List<String> files(Plan plan) {
    return rejected.isEmpty()
        ? ReplayedRun.rejectedFiles(plan)
        : rejected.stream().map(file -> Path.of(file).toAbsolutePath().toString()).toList();
  }

  private static void tell(Replay.Replayed read, Terminal terminal) {
    terminal.say("replay: " + Quantity.of(read.rows(), "record"));
    if (read.bad() > 0) {
      terminal.say("  can't be read still: " + Quantity.of(read.bad(), "record"));
    }
    if (read.notOwned() > 0) {
      terminal.say("  of the other side's time: " + Quantity.of(read.notOwned(), "record"));
    }
    read.leftOut()
        .forEach(
            (stage, count) ->
                terminal.say(
                    "  left out, of %s: %s".formatted(stage, Quantity.of(count, "record"))));
  }

  private void run(Definition replayed, PipelineOptions options, Terminal terminal) {
    try (Launch launch = Launch.prepare(replayed, options, terminal)) {
      Interrupts.onFirst(launch::stop);
      new ReportPrinter(launch.run(), spec.commandLine().getOut()).print();
    }
  }
}
