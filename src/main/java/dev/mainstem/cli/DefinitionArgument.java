package dev.mainstem.cli;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Variables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The definition that a verb works on, with its variables. */
final class DefinitionArgument {

  @Parameters(
      index = "0",
      paramLabel = "DEFINITION",
      description = "The pipeline definition, or a folder with a pipeline.yaml in it.")
  private Path file = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "The value of a variable $${NAME} of the definition; before the environment's.")
  private Map<String, String> set = new LinkedHashMap<>();

  Definition read() {
    return DefinitionReader.read(file, Variables.of(set));
  }
}
