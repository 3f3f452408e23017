package dev.mainstem.cli;

import dev.mainstem.infer.Infer;
import dev.mainstem.infer.LiveSample;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code infer}: drafts a definition by looking at files. */
@Command(
    name = "infer",
    description = {
      "Drafts a definition by looking at all records of files, and at the first ones of a topic.",
      "It runs as it is: types, the format of times, order, null markers and the dialect are what was"
          + " seen, and each guess says why."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 a file or the topic can't be read, or has no times, 2 wrong use."
    })
final class InferCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of the history: CSV, or JSON by its extension (.json, .jsonl, .ndjson).")
  private List<String> files = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DEFINITION",
      description = "The file to write, which must not exist; by default the standard output.")
  private @Nullable Path output;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the job; by default that of the first file.")
  private @Nullable String name;

  @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic of the live side.")
  private @Nullable String topic;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Its brokers. Default: ${DEFAULT-VALUE}.",
      defaultValue = "localhost:9092")
  private String servers = "";

  @Override
  public Integer call() throws IOException {
    if (output != null && Files.exists(output)) {
      throw new ParameterException(
          spec.commandLine(), output + " exists: name another file, or take it away");
    }
    // what the client of the broker tells of itself is for nobody here
    new Terminal(spec.commandLine().getErr());
    Optional<LiveSample> live = Optional.ofNullable(topic).map(t -> new LiveSample(t, servers));
    String draft = Infer.definition(files, files.stream().map(this::path).toList(), name(), live);
    String text = DefinitionSchema.line(folder()) + "\n" + draft;
    Plan.of(DefinitionReader.parse(text, folder(), new Variables(Map.of(), n -> null)));
    if (output == null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    } else {
      write(output, text);
    }
    return ExitCodes.DONE;
  }

  private void write(Path file, String text) {
    try {
      Files.createDirectories(folder());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new EnvironmentException("can't write %s: %s".formatted(file, e.getMessage()), e);
    }
    spec.commandLine()
        .getOut()
        .printf("%s: mainstem run %s runs it, mainstem explain tells what it does%n", file, file);
    spec.commandLine().getOut().flush();
  }

  private Path folder() {
    Path file = output == null ? Path.of("pipeline.yaml") : output;
    return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
  }

  /** As the definition names a file: relative to itself where it lies beside or below. */
  private String path(String file) {
    if (file.contains("://")) {
      return file;
    }
    Path absolute = Path.of(file).toAbsolutePath().normalize();
    Path folder = folder().normalize();
    return absolute.startsWith(folder)
        ? folder.relativize(absolute).toString()
        : absolute.toString();
  }

  private String name() {
    String first =
        Optional.ofNullable(Path.of(files.get(0)).getFileName()).orElseThrow().toString();
    String plain = first.replaceAll("\\..*", "").replaceAll("[^A-Za-z0-9._-]+", "-");
    String usable = plain.replaceAll("^[^A-Za-z0-9]+", "");
    return name != null ? name : usable.isEmpty() ? "pipeline" : usable;
  }
}
