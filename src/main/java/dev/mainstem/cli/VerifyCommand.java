package dev.mainstem.cli;

import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.launch.UsageException;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.verify.Verification;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}: whether batch and stream give one answer. */
@Command(
    name = "verify",
    description = {
      "Runs the steps over rows of the history in several forms: as history, as a live stream, and as"
          + " both at random seams; tells whether the results are the same.",
      "Live rows come out of order, and twice where a dedupe takes them for one. Nothing is written."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 the results are the same, 1 a step failed or a file is not there, 2 wrong use or"
          + " definition, 3 results differ."
    })
final class VerifyCommand implements Callable<Integer> {

  /** One task keeps the order of arrival; what takes no checkpoints writes none. */
  private static final List<String> RUNNER =
      List.of("--parallelism=1", "--checkpointingInterval=-1");

  @Spec private CommandSpec spec;
  @Mixin private DefinitionArgument definition = new DefinitionArgument();

  @Option(
      names = "--rows",
      paramLabel = "COUNT",
      description = "How many rows of the history at most. Default: ${DEFAULT-VALUE}.",
      defaultValue = "10000")
  private int rows;

  @Option(
      names = "--seams",
      paramLabel = "COUNT",
      description = "How many seams to try. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private int seams;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description =
          "Of all that is random; the same one tries the same. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    Plan plan = Plan.of(definition.read());
    check(plan);
    PipelineOptions options = RunnerOptions.of(RUNNER);
    FileSystems.setDefaultPipelineOptions(options);
    Verification verification = Verification.of(plan, options, rows, seed);
    tellHead(verification, terminal);
    if (verification.steps().isEmpty()) {
      throw new UsageException(
          "verify: every step looks at one side on purpose, so there is nothing to compare");
    }
    int[] different = {0};
    verification.run(
        seams,
        trial -> {
          VerifyText.lines(verification, trial).forEach(out::println);
          out.flush();
          different[0] += trial.isEqual() ? 0 : 1;
        });
    if (different[0] == 0) {
      out.printf("the same in all forms%n");
    } else {
      out.printf(
          "differs in %s; --seed=%d shows it again%n", Quantity.of(different[0], "form"), seed);
    }
    out.flush();
    return different[0] == 0 ? ExitCodes.DONE : ExitCodes.DIFFERENT;
  }

  private void check(Plan plan) {
    if (plan.definition().historySide().isEmpty()) {
      throw new UsageException("verify: needs a history, whose rows it takes");
    }
    if (rows < 1 || seams < 0) {
      throw new UsageException("verify: expected --rows from 1 on, and --seams from 0 on");
    }
  }

  private static void tellHead(Verification verification, Terminal terminal) {
    terminal.say(
        "verify: %s of %s%s%s"
            .formatted(
                Quantity.of(verification.rows(), "row"),
                Quantity.of(verification.files(), "file"),
                verification.badRecords() > 0
                    ? ", less " + Quantity.of(verification.badRecords(), "bad record")
                    : "",
                verification.hasCopies() ? "; one in ten comes twice" : ""));
    verification
        .stepsOfOneSide()
        .forEach(step -> terminal.say("  not compared, looks at one side: " + step));
  }
}
