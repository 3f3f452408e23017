package dev.mainstem.cli;

import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.launch.UsageException;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.rehearsal.Comparison;
import dev.mainstem.rehearsal.Rehearsal;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.tests.DefinitionTest;
import dev.mainstem.tests.ExpectedRowsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code test}: runs the tests of a definition. */
@Command(
    name = "test",
    description = {
      "Runs the tests that a definition has under tests: given rows through its steps.",
      "Nothing is read but the files that steps look up in, and nothing is written."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 all is as expected, 1 a step failed or a file is not there, 2 wrong use or"
          + " definition, 3 something differs."
    })
final class TestCommand implements Callable<Integer> {

  private static final List<String> RUNNER = List.of("--runner=DirectRunner");

  @Spec private CommandSpec spec;
  @Mixin private DefinitionArgument definition = new DefinitionArgument();

  @Option(
      names = "--fix",
      description =
          "Writes what the steps made into the definition, in the place of what was expected.")
  private boolean fix;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    new Terminal(spec.commandLine().getErr());
    Plan plan = Plan.read(definition.read());
    List<DefinitionTest> tests = DefinitionTest.of(plan);
    if (tests.isEmpty()) {
      throw new UsageException(
          plan.definition().file() + ": has no tests; write some under the key tests");
    }
    PipelineOptions options = RunnerOptions.of(RUNNER);
    FileSystems.setDefaultPipelineOptions(options);
    Rehearsal rehearsal = Rehearsal.of(plan, options);
    Path file = Path.of(plan.definition().file());
    ExpectedRowsFile text = new ExpectedRowsFile(file.toString(), read(file));
    int failed = 0;
    for (int i = 0; i < tests.size(); i++) {
      Map<String, Comparison> comparisons = tests.get(i).run(rehearsal);
      failed += tell(tests.get(i).name(), comparisons, out) ? 0 : 1;
      if (fix) {
        put(text, i, comparisons);
      }
    }
    if (fix && failed > 0) {
      write(file, text.edited());
    }
    tellSum(tests.size(), failed, out);
    return failed == 0 || fix ? ExitCodes.DONE : ExitCodes.DIFFERENT;
  }

  private void tellSum(int tests, int failed, PrintWriter out) {
    out.print(Quantity.of(tests, "test") + ": ");
    if (failed == 0) {
      out.printf("all as expected%n");
    } else if (fix) {
      out.printf("%d put right%n", failed);
    } else {
      out.printf("%d not as expected%n", failed);
    }
    out.flush();
  }

  private static void put(ExpectedRowsFile text, int test, Map<String, Comparison> comparisons) {
    comparisons.forEach(
        (step, comparison) -> {
          if (!comparison.isEqual()) {
            text.expect(test, step, comparison);
          }
        });
  }

  private static boolean tell(String test, Map<String, Comparison> comparisons, PrintWriter out) {
    boolean equal = comparisons.values().stream().allMatch(Comparison::isEqual);
    out.println((equal ? "ok       " : "differs  ") + test);
    comparisons.forEach(
        (step, comparison) -> ComparisonText.lines(step, comparison).forEach(out::println));
    out.flush();
    return equal;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new EnvironmentException("can't write %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
