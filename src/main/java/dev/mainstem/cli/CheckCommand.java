package dev.mainstem.cli;

import dev.mainstem.launch.Warnings;
import dev.mainstem.live.MessageSchema;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.tests.DefinitionTest;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check}: tells all problems of a definition, and runs nothing. */
@Command(
    name = "check",
    description = "Tells all problems of a definition at once, and runs nothing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 the definition is right, 1 jars that it needs are not there, 2 it is not right."
    })
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DefinitionArgument definition = new DefinitionArgument();

  @Override
  public Integer call() {
    Definition read = definition.read();
    Plan plan = Plan.read(read);
    List<String> schema = MessageSchema.check(read);
    int tests = DefinitionTest.of(plan).size();
    PrintWriter err = spec.commandLine().getErr();
    Stream.concat(Warnings.of(plan).stream(), schema.stream())
        .forEach(warning -> err.println("warning: " + warning));
    spec.commandLine()
        .getOut()
        .printf(
            "%s is right: %s, %s, %s%s%n",
            read.file(),
            Quantity.of(read.stream().fields().size(), "field"),
            Quantity.of(read.transforms().size(), "step"),
            Quantity.of(plan.sinks().size(), "sink"),
            tests == 0 ? "" : ", " + Quantity.of(tests, "test"));
    return ExitCodes.DONE;
  }
}
