package dev.mainstem.cli;

import dev.mainstem.convert.InputFiles;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.Problem;
import dev.mainstem.spec.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the files of a command line are read: by a definition, or by options of its words. */
final class InputOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--definition",
      paramLabel = "DEFINITION",
      description = "A pipeline definition, or its folder, whose stream the records are of.")
  private @Nullable Path definition;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "The value of a variable $${NAME} of the definition; before the environment's.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--from",
      paramLabel = "csv|json|avro|parquet",
      description = {
        "The format of the input. By default its extension tells it (.csv; .json, .jsonl, .ndjson; .avro; .parquet),"
            + " else the definition, else it is CSV. JSON is one object a line, or one array."
      })
  private @Nullable Format from;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Between the cells of CSV; '\\t' for a tab. Default: a comma.")
  private @Nullable String delimiter;

  @Option(
      names = "--quote",
      paramLabel = "CHAR",
      description = "Around cells of CSV. Default: a double quote.")
  private @Nullable String quote;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "The names of the columns, instead of those of the header, which is skipped.")
  private @Nullable List<String> columns;

  @Option(names = "--no-header", description = "The first row is a record; needs --columns.")
  private boolean noHeader;

  @Option(
      names = "--null-values",
      paramLabel = "TEXT",
      split = ",",
      description = "Cells that are null, besides empty ones, such as NA,NaN.")
  private @Nullable List<String> nullValues;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "The charset of CSV, such as windows-1252. Default: UTF-8.")
  private @Nullable String charset;

  @Option(names = "--multiline", description = "Quoted cells may hold line breaks.")
  private boolean multiline;

  @Option(
      names = "--extra-columns",
      paramLabel = "reject|ignore",
      description = "What becomes of rows with more cells than columns. Default: reject.")
  private @Nullable String extraColumns;

  @Option(
      names = "--comment",
      paramLabel = "CHAR",
      description = "What a line begins with that is no row.")
  private @Nullable String comment;

  /** Whether a definition was named. */
  boolean hasDefinition() {
    return definition != null;
  }

  /**
   * The definition, if one was named.
   *
   * @throws DefinitionException if anything of it is wrong, though only its stream matters here
   */
  Optional<Definition> definition() {
    return Optional.ofNullable(definition)
        .map(file -> Plan.of(DefinitionReader.read(file, Variables.of(set))).definition());
  }

  /**
   * What opens the files.
   *
   * @param read what {@link #definition} answered
   * @throws ParameterException if the options are no dialect, or are given beside a definition
   */
  InputFiles files(Optional<Definition> read) {
    Map<String, Object> keys = dialect();
    if (read.isEmpty()) {
      return InputFiles.of(from, dialectOf(keys));
    }
    if (!keys.isEmpty()) {
      throw wrong(
          "%s can't be given with --definition, which says the dialect in history.csv"
              .formatted(
                  keys.keySet().stream().map(this::optionOf).collect(Collectors.joining(", "))));
    }
    return InputFiles.of(from, read.get());
  }

  /** The options that were given, by the keys that a definition has for them. */
  private Map<String, Object> dialect() {
    Map<String, Object> keys = new LinkedHashMap<>();
    put(keys, "delimiter", "\\t".equals(delimiter) ? "\t" : delimiter);
    put(keys, "quote", quote);
    put(keys, "columns", columns);
    put(keys, "header", noHeader ? false : null);
    put(keys, "charset", charset);
    put(keys, "multiline", multiline ? true : null);
    put(keys, "extra_columns", extraColumns);
    put(keys, "comment", comment);
    if (nullValues != null) {
      List<String> all = new ArrayList<>(nullValues);
      all.add("");
      keys.put("null_values", all);
    }
    return keys;
  }

  private static void put(Map<String, Object> keys, String key, @Nullable Object value) {
    if (value != null) {
      keys.put(key, value);
    }
  }

  private CsvSpec dialectOf(Map<String, Object> keys) {
    try {
      return CsvSpec.of(keys);
    } catch (DefinitionException e) {
      throw wrong(e.problems().stream().map(this::told).collect(Collectors.joining("\n")));
    }
  }

  private String told(Problem problem) {
    return problem.key().isEmpty()
        ? problem.rule()
        : optionOf(problem.key()) + ": " + problem.rule();
  }

  private String optionOf(String key) {
    return key.equals("header") ? "--no-header" : "--" + key.replace('_', '-');
  }

  private ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
