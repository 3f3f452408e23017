package dev.mainstem.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schema}: the JSON Schema of a definition, for editors. */
@Command(
    name = "schema",
    description = {
      "Prints the JSON Schema (draft 7) of a definition.",
      "With it, an editor completes keys, explains them and marks what is wrong while it is typed."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "mainstem schema > pipeline.schema.json", "", "Exit codes: 0 done, 2 wrong use."})
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(DefinitionSchema.text());
    out.flush();
    return ExitCodes.DONE;
  }
}
