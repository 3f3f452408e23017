package dev.mainstem.cli;

import dev.mainstem.console.Console;
import dev.mainstem.launch.Progress;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a run is shown on a page, and where. */
final class ConsoleOptions {

  private static final int LAST_PORT = 65_535;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--console",
      arity = "0..1",
      paramLabel = "PORT",
      preprocessor = AnyFree.class,
      description =
          "Shows the run on a page for browsers of this machine while it goes on, on a free port"
              + " unless told otherwise.")
  private @Nullable Integer port;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes that page to a file at the end, whole in itself.")
  private @Nullable Path report;

  /** Without an equals sign the next word is the definition, not a port. */
  static final class AnyFree implements IParameterPreprocessor {

    @Override
    public boolean preprocess(
        Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        words.push("0");
      }
      return false;
    }
  }

  /**
   * The page of a run, if one is asked for.
   *
   * @param terminal is told all the same
   */
  Optional<Console> open(Definition definition, Progress terminal) {
    if (port != null && (port < 0 || port > LAST_PORT)) {
      throw new ParameterException(
          spec.commandLine(),
          "--console: expected a port from 0 to %d, found %d".formatted(LAST_PORT, port));
    }
    if (port == null && report == null) {
      return Optional.empty();
    }
    Plan plan = Plan.of(definition);
    return Optional.of(Console.open(plan, PlanGraph.of(plan), terminal, port, report));
  }
}
