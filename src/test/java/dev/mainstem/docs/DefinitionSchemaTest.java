package dev.mainstem.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.mainstem.aggregate.Function;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Delivery;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.MessageSpec;
import dev.mainstem.spec.Problem;
import dev.mainstem.spec.WindowSpec;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The JSON Schema for editors takes what the reader takes, and knows the keys and words that the
 * reader knows.
 */
class DefinitionSchemaTest {

  private static final Path FILE = Path.of("docs", "pipeline.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode TEXT = read();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(TEXT);

  /** A right one of everything, to be made wrong at one place. */
  private static final String RIGHT =
      """
      name: right
      stream:
        schema: {id: string, zone: string?, at: {type: timestamp, from: at}, fare: double, tags: "array<string>?"}
        event_time: at
      history: {path: a.csv, csv: {delimiter: ";"}}
      live: {topic: t, bootstrap_servers: "localhost:9092", stop: end, format: avro, schema_registry: {url: "http://a"}}
      cutover: {at: 2026-01-01T00:00:00Z, dedupe: {by: [id]}}
      windowing: {type: fixed, size: 1h}
      transforms:
        - {name: s0, type: MapToFields, config: {append: true, fields: {y: {expression: fare}}}}
        - {name: s1, type: Filter, config: {keep: "fare > 0"}}
        - {name: s2, type: Explode, config: {fields: [tags]}}
        - {name: s3, type: Join, config: {path: z.csv, schema: {id: string, b: string?}, on: [id]}}
        - {name: s4, type: LinearModel, config: {x: fare, output: z, a: 1, b: 2}}
        - {name: s5, type: Combine, config: {group_by: [zone], combine: {n: {fn: count}}}}
        - {name: s6, type: LinearRegression, input: s1, config: {x: fare, y: fare, standard_error: true}}
        - {name: s7, type: ApplyModel, input: stream, config: {model: s6, x: fare, y: fare, output: p, anomaly: {k: 3}}}
        - {name: s8, type: ApplyModel, input: stream, config: {model: {path: m.jsonl}, x: fare, output: p}}
        - {name: s9, type: Combine, input: s1, windowing: {type: sessions, gap: 1h}, config: {combine: {n: count}}}
      sinks:
        - {type: WriteToJson, config: {path: out/a}}
        - {type: WriteToCsv, config: {path: out/b}}
        - {type: WriteToJdbc, config: {url: "jdbc:h2:mem:a", table: t}}
        - {type: WriteToKafka, config: {topic: u}}
        - {type: WriteToConsole}
      rejected: {path: out/r}
      """;

  private static JsonNode read() {
    try {
      return JSON.readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void itNamesEveryKeyOfTheReferenceAndNoOther() {
    Set<String> documented = new TreeSet<>();
    Documents.firstCells(Documents.prose(Path.of("docs", "definition.md")), "Key")
        .forEach(cell -> documented.addAll(Documents.codeIn(cell)));
    Set<String> keys = new TreeSet<>();
    collectKeys(TEXT, keys);
    assertThat(keys).containsExactlyElementsOf(documented);
  }

  /** The reader tells the keys of a section when it meets one that there is not. */
  @ParameterizedTest
  @CsvSource({
    "'', /properties",
    "stream, /definitions/stream/properties",
    "stream.schema.at, /definitions/field/anyOf/1/properties",
    "history, /definitions/history/properties",
    "history.csv, /definitions/csv/properties",
    "live, /definitions/live/properties",
    "live.schema_registry, /definitions/live/properties/schema_registry/anyOf/1/properties",
    "cutover, /definitions/cutover/properties",
    "cutover.dedupe, /definitions/cutover/properties/dedupe/properties",
    "transforms[0], /definitions/step/properties",
    "transforms[0].config, /definitions/MapToFields/properties",
    "transforms[0].config.fields.y,"
        + " /definitions/MapToFields/properties/fields/additionalProperties/anyOf/1/properties",
    "transforms[1].config, /definitions/Filter/properties",
    "transforms[2].config, /definitions/Explode/properties",
    "transforms[3].config, /definitions/Join/properties",
    "transforms[4].config, /definitions/LinearModel/properties",
    "transforms[5].config, /definitions/Combine/properties",
    "transforms[5].config.combine.n,"
        + " /definitions/Combine/properties/combine/additionalProperties/anyOf/1/properties",
    "transforms[6].config, /definitions/LinearRegression/properties",
    "transforms[7].config, /definitions/ApplyModel/properties",
    "transforms[7].config.anomaly, /definitions/ApplyModel/properties/anomaly/properties",
    "transforms[8].config.model, /definitions/ApplyModel/properties/model/anyOf/1/properties",
    "sinks[0], /definitions/sink/properties",
    "sinks[0].config, /definitions/WriteToJson/properties",
    "sinks[1].config, /definitions/WriteToCsv/properties",
    "sinks[2].config, /definitions/WriteToJdbc/properties",
    "sinks[3].config, /definitions/WriteToKafka/properties",
    "rejected, /definitions/rejected/properties"
  })
  void aSectionHasTheKeysThatTheReaderKnowsThere(String path, String pointer) throws IOException {
    Set<String> keys = new TreeSet<>();
    TEXT.at(pointer).fieldNames().forEachRemaining(keys::add);
    assertThat(keys).isEqualTo(keysOfTheReader(path));
    assertThat(TEXT.at(pointer.replaceFirst("/properties$", "/additionalProperties")))
        .as("whether others are taken")
        .isEqualTo(JSON.readTree("false"));
  }

  @ParameterizedTest
  @MethodSource("words")
  void aKeyTakesTheWordsThatTheReaderTakes(String pointer, List<String> words) {
    List<String> known = new ArrayList<>();
    TEXT.at(pointer).forEach(word -> known.add(word.asText()));
    assertThat(known).containsAll(words);
  }

  static Stream<Arguments> words() {
    String property = "/definitions/%s/properties/%s/anyOf/0/enum";
    return Stream.of(
        Arguments.of(
            "/definitions/type/anyOf/0/enum",
            Arrays.stream(FieldType.values()).map(FieldType::word).toList()),
        Arguments.of(
            "/definitions/function/anyOf/0/enum",
            Arrays.stream(Function.values())
                .map(Function::word)
                .map(
                    word ->
                        word.equals("quantile")
                            ? "quantile(0.5)"
                            : word.equals("top") ? "top(3)" : word)
                .toList()),
        Arguments.of(property.formatted("history", "format"), lower(Format.values())),
        Arguments.of(property.formatted("history", "order"), lower(HistorySpec.Order.values())),
        Arguments.of(
            property.formatted("history", "disorder"), lower(HistorySpec.Disorder.values())),
        Arguments.of(property.formatted("live", "format"), lower(MessageSpec.Format.values())),
        Arguments.of(property.formatted("live", "stop"), lower(LiveSpec.Stop.values())),
        Arguments.of(property.formatted("windowing", "type"), lower(WindowSpec.Kind.values())),
        Arguments.of(
            property.formatted("windowing", "accumulation"),
            lower(WindowSpec.Accumulation.values())),
        Arguments.of(property.formatted("WriteToKafka", "delivery"), lower(Delivery.values())),
        Arguments.of(property.formatted("rejected", "delivery"), lower(Delivery.values())));
  }

  @Test
  void theKindsAreThoseOfTheHeadings() {
    for (String kind : List.of("step", "sink")) {
      TEXT.at("/definitions/%s/properties/type/anyOf/0/enum".formatted(kind))
          .forEach(
              word ->
                  assertThat(Documents.headings(Path.of("docs", "definition.md")))
                      .contains(word.asText()));
    }
  }

  @Test
  void aRightDefinitionIsTaken() {
    assertThat(problemsOfTheReader(RIGHT)).isEmpty();
    assertThat(problems(RIGHT)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.mainstem.docs.YamlBlocksTest#rightExamples")
  void everyDefinitionOfTheDocumentsIsTaken(Documents.Block block) {
    assertThat(problems(YamlBlocksTest.completed(block.text()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.mainstem.docs.YamlBlocksTest#wrongExamples")
  void everyWrongDefinitionOfTheReferenceIsRefused(Documents.Block block, List<String> told) {
    // what an expression means, no schema knows
    if (block.document().endsWith("definition.md")) {
      assertThat(problems(YamlBlocksTest.completed(block.text()))).as("%s", told).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.mainstem.docs.DefinitionSchemaTest#definitions")
  void everyPipelineIsTaken(Path definition) throws IOException {
    assertThat(problems(Files.readString(definition))).isEmpty();
  }

  static List<Path> definitions() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("pipelines"), 2)) {
      return files.filter(file -> file.endsWith(DefinitionReader.FILE_NAME)).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size: 1h=size: 1 hour",
        "type: fixed=type: fixd",
        "{type: fixed, size: 1h}={type: fixed}",
        "{type: fixed, size: 1h}={type: global, size: 1h}",
        "stop: end=stop: ending",
        "format: avro=format: thrift",
        "url: \"http://a\"=uri: \"http://a\"",
        "path: a.csv=paths: a.csv",
        "delimiter: \";\"=delimiter: \";;\"",
        "append: true=append: maybe",
        "fn: count=fn: counts",
        "fare: double=fare: dubble",
        "a: 1=a: one",
        "at: 2026-01-01T00:00:00Z=at: tomorrow",
        "type: WriteToCsv=type: WriteToXml",
        "type: LinearModel, config=type: LinearModel, windowing: {type: global}, config",
        "name: right=name: not a name",
        "config: {keep: \"fare > 0\"}=config: {}"
      })
  void whatTheReaderRefusesIsRefused(String change) {
    String[] words = change.split("=", 2);
    assertThat(RIGHT).contains(words[0]);
    String wrong = RIGHT.replace(words[0], words[1]);
    assertThat(problemsOfTheReader(wrong)).isNotEmpty();
    assertThat(problems(wrong)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size: 1h=size: \"${SIZE:-1h}\"",
        "stop: end=stop: \"${STOP:-end}\"",
        "rejected: {path: out/r}=rejected: {path: out/r}\nlate: ${LATE:-count}",
        "fare: double=fare: \"${TYPE:-double}\"",
        "a: 1=a: \"${A:-1}\"",
        "at: 2026-01-01T00:00:00Z=at: \"${AT:-history_end}\"",
        "rejected: {path: out/r}=rejected:",
        "delimiter: \";\"=delimiter:"
      })
  void variablesStandForAnyValueAndAKeyMayHaveNone(String change) {
    String[] words = change.split("=", 2);
    assertThat(RIGHT).contains(words[0]);
    String changed = RIGHT.replace(words[0], words[1]);
    assertThat(problemsOfTheReader(changed)).isEmpty();
    assertThat(problems(changed)).isEmpty();
  }

  private static List<String> lower(Enum<?>[] words) {
    return Arrays.stream(words).map(word -> word.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static void collectKeys(JsonNode schema, Set<String> keys) {
    schema
        .fields()
        .forEachRemaining(
            member -> {
              if (member.getKey().equals("properties")) {
                member.getValue().fieldNames().forEachRemaining(keys::add);
              }
              collectKeys(member.getValue(), keys);
            });
    if (schema.isArray()) {
      schema.forEach(item -> collectKeys(item, keys));
    }
  }

  /** Those of the section at a path such as {@code sinks[0].config}. */
  private static Set<String> keysOfTheReader(String path) {
    String key = path.isEmpty() ? "nonesuch" : path + ".nonesuch";
    String rule =
        problemsOfTheReader(withUnknownKey(path)).stream()
            .filter(problem -> problem.key().equals(key))
            .map(Problem::rule)
            .collect(Collectors.joining());
    String keys = rule.substring(rule.indexOf("there are ") + "there are ".length());
    return new TreeSet<>(List.of(keys.split(", | and ")));
  }

  private static String withUnknownKey(String path) {
    JsonNode root = JSON.valueToTree(yaml(RIGHT));
    String pointer = path.isEmpty() ? "" : "/" + path.replaceAll("\\.|\\[", "/").replace("]", "");
    ((ObjectNode) root.at(pointer)).put("nonesuch", 1);
    return root.toString();
  }

  private static List<Problem> problemsOfTheReader(String yaml) {
    DefinitionException thrown =
        catchThrowableOfType(
            DefinitionException.class,
            () -> Plan.of(DefinitionReader.parse(yaml, Path.of("docs"), Runs.noVariables())));
    return thrown == null ? List.of() : thrown.problems();
  }

  private static Set<ValidationMessage> problems(String yaml) {
    return SCHEMA.validate(JSON.valueToTree(yaml(yaml)));
  }

  /** As an editor sees it. */
  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
        .loadFromString(text);
  }
}
