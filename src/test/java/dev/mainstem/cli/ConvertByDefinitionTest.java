package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV and JSON to records of a definition's stream. */
class ConvertByDefinitionTest {

  private static final String DEFINITION =
      """
      name: grades
      stream:
        schema:
          at: {type: timestamp, from: [day, hour], format: "d.M.yyyy H", zone: Europe/Zurich}
          grade: string
          id: int64
          tip: {type: double?, from: "tip ($)"}
          day_only: {type: date?, from: day, format: "d.M.yyyy"}
          line: {type: int64?, from: "@line"}
        event_time: at
      history:
        path: nothing/*.csv
        csv: {delimiter: ";", null_values: ["", "${NOTHING:-?}"]}
        path_fields: "(?<grade>\\\\w+)-daily\\\\.(csv|txt|jsonl)"
      sinks: [{type: WriteToConsole}]
      """;

  @TempDir Path folder;

  @BeforeEach
  void aDefinition() {
    Runs.write(folder, "pipeline.yaml", DEFINITION);
  }

  @Test
  void schemaDialectAndPathFieldsAreTheDefinitions() {
    InProcess result =
        convert("best-daily.csv", "id;day;hour;tip ($)\n9;1.7.2025;12;0.5\n10;2.1.2025;0;?\n");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "{\"at\":\"2025-07-01T10:00:00Z\",\"grade\":\"best\",\"id\":9,\"tip\":0.5,\"day_only\":\"2025-07-01\",\"line\":2}",
            "{\"at\":\"2025-01-01T23:00:00Z\",\"grade\":\"best\",\"id\":10,\"tip\":null,\"day_only\":\"2025-01-02\",\"line\":3}");
  }

  @Test
  void variablesOfTheDefinitionAreSet() {
    InProcess result =
        convert("a-daily.txt", "id;day;hour;tip ($)\n9;1.7.2025;12;-\n", "--set", "NOTHING=-");
    assertThat(result.out()).contains("\"tip\":null");
  }

  @Test
  void jsonIsReadByTheSameSchema() {
    InProcess result =
        convert(
            "best-daily.jsonl",
            "{\"id\":9223372036854775807,\"day\":\"1.7.2025\",\"hour\":12,\"tip ($)\":1,\"x\":0}\n");
    assertThat(result.out())
        .isEqualTo(
            "{\"at\":\"2025-07-01T10:00:00Z\",\"grade\":\"best\",\"id\":9223372036854775807,\"tip\":1.0,\"day_only\":\"2025-07-01\",\"line\":1}\n");
  }

  @Test
  void rowsThatTheSchemaRefusesAreTold() {
    InProcess result = convert("best-daily.csv", "id;day;hour;tip ($)\nx;1.7.2025;12;\n");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("best-daily.csv:2: id: expected int64, found \"x\"")
        .contains("1 bad record left out");
  }

  @Test
  void aColumnThatIsMissingIsOneClearError() {
    InProcess result = convert("best-daily.csv", "id;day;hours;tip ($)\n1;1.7.2025;12;\n");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains(":1: no column hour").contains("hours");
  }

  @Test
  void aNameWithoutThePathFieldsIsOneClearError() {
    InProcess result = convert("monthly.csv", "id\n1\n");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("monthly.csv: its name does not match history.path_fields");
  }

  @Test
  void theDialectIsTheDefinitionsAlone() {
    InProcess result = convert("best-daily.csv", "id\n1\n", "--delimiter=,", "--multiline");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--delimiter, --multiline can't be given with --definition");
  }

  @Test
  void aWrongDefinitionIsTwo() {
    Runs.write(folder, "pipeline.yaml", DEFINITION.replace("int64", "int46"));
    InProcess result = convert("best-daily.csv", "id\n1\n");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("stream.schema.id");
  }

  private InProcess convert(String name, String text, String... further) {
    String file = Runs.write(folder, name, text).toString();
    String[] words = new String[4 + further.length];
    words[0] = "convert";
    words[1] = file;
    words[2] = "--definition";
    words[3] = folder.toString();
    System.arraycopy(further, 0, words, 4, further.length);
    return InProcess.run(words);
  }
}
