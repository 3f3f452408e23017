package dev.mainstem.cli;

import dev.mainstem.cli.TextTable.Column;
import dev.mainstem.launch.Check;
import dev.mainstem.launch.Examination;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Variables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor}: looks whether this machine, and what a definition names, would do. */
@Command(
    name = "doctor",
    description =
        "Looks whether a run would have what it needs: Java, memory, ports, room for files; and of a"
            + " definition its files, topics and folders. Starts and writes nothing.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 a run would do, 1 something fails, 2 wrong use or definition."})
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DEFINITION",
      description = "A pipeline definition, or a folder with a pipeline.yaml in it.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "The value of a variable $${NAME} of the definition; before the environment's.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec.commandLine().getErr());
    List<Check> checks = new ArrayList<>(Examination.ofMachine());
    Function<String, String> redact = text -> text;
    if (file != null) {
      Definition definition = DefinitionReader.read(file, Variables.of(set));
      redact = definition::redact;
      Plan plan = Plan.of(definition);
      checks.addAll(Examination.of(plan, RunnerOptions.of(List.of(), plan), terminal));
    }
    print(checks, redact);
    boolean fails = checks.stream().anyMatch(check -> check.outcome() == Check.Outcome.FAIL);
    return fails ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  private void print(List<Check> checks, Function<String, String> redact) {
    PrintWriter out = spec.commandLine().getOut();
    Function<Check, String> outcome = check -> check.outcome().name().toLowerCase(Locale.ROOT);
    new TextTable(
            List.of(
                column(checks, outcome), column(checks, Check::what), column(checks, Check::found)))
        .lines()
        .forEach(line -> out.println(redact.apply(line)));
    out.flush();
  }

  private static Column column(List<Check> checks, Function<Check, String> cell) {
    return new Column(checks.stream().map(cell).toList(), false);
  }
}
