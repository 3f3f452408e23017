package dev.mainstem.cli;

import dev.mainstem.convert.ColumnTypes;
import dev.mainstem.convert.Convert;
import dev.mainstem.convert.Extensions;
import dev.mainstem.convert.InputFile;
import dev.mainstem.convert.OutputFile;
import dev.mainstem.convert.OutputFormat;
import dev.mainstem.convert.RecordSource;
import dev.mainstem.convert.Times;
import dev.mainstem.spec.Definition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convert}: CSV to JSON records, and back. */
@Command(
    name = "convert",
    description = "Converts a file of any size between CSV, JSON lines and a JSON array.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without a definition, a column of CSV is what its cells have in common, found in a first"
          + " pass: int64, else double, else boolean, else string. An empty cell is null. Numbers"
          + " that would lose digits stay strings: with leading zeros (007), or beyond 64 bits; a"
          + " fraction has all its digits. JSON keeps everything as it stands.",
      "",
      "With a definition, records are rows of its stream: fields of its schema, read with the"
          + " dialect, formats, null values and path fields of its history.",
      "",
      "Bad rows are told on the standard error, as FILE:LINE: REASON, and counted; the others are"
          + " converted. OUTPUT appears under its name only when it is complete; with an ending"
          + " .gz, .zst or .bz2 it is compressed.",
      "",
      "Exit codes: 0 done, 1 some rows were bad, or a file can't be read or written, 2 wrong use"
          + " or definition."
    })
final class ConvertCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "INPUT",
      description = "The file to convert; .gz, .zst and .bz2 are read as what they hold.")
  private String input = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUTPUT",
      description = "Where the records go; by default to the standard output.")
  private @Nullable Path output;

  @Option(
      names = "--to",
      paramLabel = "lines|array|csv",
      description =
          "The format of the output. By default its extension tells it (.jsonl or .ndjson, .json,"
              + " .csv); on the standard output it is lines.")
  private @Nullable OutputFormat to;

  @Option(
      names = "--times",
      paramLabel = "iso|epoch_millis",
      description =
          "How times and dates are written, by default as ISO-8601; epoch_millis are milliseconds"
              + " since 1970, as pandas writes them. Needs a definition, which says what is a time.")
  private @Nullable Times times;

  @Mixin private InputOptions options = new InputOptions();

  @Override
  public Integer call() throws IOException {
    OutputFormat format = format();
    if (times != null && !options.hasDefinition()) {
      throw wrong("--times needs --definition, which says what is a time");
    }
    Optional<Definition> definition = options.definition();
    InputFile file = options.files(definition).open(input);
    RecordSource source =
        definition
            .map(d -> RecordSource.ofStream(file, d.stream(), times == null ? Times.ISO : times))
            .orElseGet(
                () ->
                    file.isCsv()
                        ? RecordSource.ofColumns(file, ColumnTypes.of(List.of(file)))
                        : RecordSource.ofObjects(file));
    return output == null ? toStandardOutput(source, format) : toFile(source, format, output);
  }

  private OutputFormat format() throws IOException {
    if (output != null && Files.exists(output) && isInput(output)) {
      throw wrong("OUTPUT is INPUT: convert into another file");
    }
    if (to != null) {
      return to;
    }
    if (output == null) {
      return OutputFormat.LINES;
    }
    return Extensions.outputFormatOf(output.toString())
        .orElseThrow(
            () ->
                wrong(
                    "the extension of %s tells no format: --to lines|array|csv".formatted(output)));
  }

  private boolean isInput(Path file) throws IOException {
    return !input.contains("://")
        && Files.exists(Path.of(input))
        && Files.isSameFile(file, Path.of(input));
  }

  private int toStandardOutput(RecordSource source, OutputFormat format) {
    OutputStream out = new StandardOutput();
    return exitCode(Convert.convert(source, format, out, "the standard output", this::tell));
  }

  private int toFile(RecordSource source, OutputFormat format, Path target) {
    try (OutputFile file = OutputFile.create(target)) {
      Convert.Converted converted =
          Convert.convert(source, format, file.stream(), target.toString(), this::tell);
      file.complete();
      CommandLine command = spec.commandLine();
      command.getOut().printf("%s: %,d records%n", target, converted.records());
      command.getOut().flush();
      return exitCode(converted);
    }
  }

  private int exitCode(Convert.Converted converted) {
    if (converted.bad() == 0) {
      return ExitCodes.DONE;
    }
    tell("%,d bad record%s left out".formatted(converted.bad(), converted.bad() == 1 ? "" : "s"));
    return ExitCodes.FAILED;
  }

  private void tell(Object line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
