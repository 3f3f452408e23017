package dev.mainstem.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition is that was drafted by looking at files. */
class InferTest {

  @TempDir Path folder;

  private String infer(String name, String text, String... more) {
    return infer(name, text.getBytes(StandardCharsets.UTF_8), more);
  }

  private String infer(String name, byte[] bytes, String... more) {
    InProcess result = inferring(name, bytes, more);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }

  private InProcess inferring(String name, byte[] bytes, String... more) {
    Path file = folder.resolve(name);
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    List<String> words = new ArrayList<>(List.of("infer", file.toString()));
    words.addAll(List.of(more));
    return InProcess.run(words.toArray(String[]::new));
  }

  /** The lines without their comments, and without blanks at their ends. */
  private static List<String> plain(String yaml) {
    return yaml.lines()
        .map(line -> line.replaceAll("(^|\\s)#.*", "").stripTrailing())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** The fields of the schema, as they stand. */
  private static List<String> schema(String yaml) {
    return plain(yaml).stream()
        .dropWhile(line -> !line.equals("  schema:"))
        .skip(1)
        .takeWhile(line -> line.startsWith("    "))
        .map(String::strip)
        .toList();
  }

  private static String lineOf(String yaml, String word) {
    return yaml.lines().filter(line -> line.contains(word)).collect(Collectors.joining("\n"));
  }

  @Test
  void aDraftHasTypesTimeOrderKeysAndADefinitionThatRuns() {
    String rows =
        IntStream.range(0, 48)
            .mapToObj(
                i ->
                    "%d,%s,2026-01-%02dT%02d:00:00Z,%d,%s\n"
                        .formatted(
                            100 + i,
                            i % 2 == 0 ? "north" : "south",
                            1 + i / 24,
                            i % 24,
                            i % 7,
                            i == 5 ? "" : i + 0.5))
            .collect(Collectors.joining());
    String yaml = infer("trips.csv", "trip_id,zone,at,riders,fare\n" + rows);
    assertThat(plain(yaml))
        .containsExactly(
            "name: trips",
            "stream:",
            "  schema:",
            "    trip_id: int64",
            "    zone: string",
            "    at: timestamp",
            "    riders: int64",
            "    fare: double?",
            "  event_time: at",
            "  max_out_of_orderness: 10s",
            "history:",
            "  path: \"" + folder.toAbsolutePath() + "/trips.csv\"",
            "  format: csv",
            "  order: event_time",
            "windowing: {type: fixed, size: 1h}",
            "transforms:",
            "  - name: summary",
            "    type: Combine",
            "    config:",
            "      group_by: [zone]",
            "      combine:",
            "        records: count",
            "        mean_fare: {fn: mean, value: fare}",
            "        max_fare: {fn: max, value: fare}",
            "        mean_riders: {fn: mean, value: riders}",
            "        max_riders: {fn: max, value: riders}",
            "sinks:",
            "  - type: WriteToJson",
            "    config: {path: out/summary}",
            "rejected: {path: out/rejected}");
    assertThat(lineOf(yaml, "fare: double?")).contains("# 1 are empty");
    assertThat(lineOf(yaml, "at: timestamp"))
        .contains("from 2026-01-01T00:00:00Z to 2026-01-02T23:00:00Z");

    Runs.onDirect(folder, yaml);
    assertThat(Runs.rows(folder, "out/summary")).hasSize(48);
    assertThat(Runs.rows(folder, "out/rejected")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-31 10:15:00 | timestamp",
        "1/31/2026 10:15 | {type: timestamp, format: \"M/d/yyyy H:mm\"}",
        "31/1/2026 10:15:09 | {type: timestamp, format: \"d/M/yyyy H:mm:ss\"}",
        "31.01.2026 | {type: timestamp, format: d.M.yyyy}",
        "2026/01/31 10:15 | {type: timestamp, format: \"yyyy/M/d H:mm\"}",
        "'Jan 31, 2026' | {type: timestamp, format: \"MMM d, yyyy\"}",
        "31-Jan-2026 | {type: timestamp, format: d-MMM-yyyy}",
        "20260131 | {type: timestamp, format: yyyyMMdd}",
        "1769854509 | {type: timestamp, format: epoch_seconds}",
        "1769854509000 | {type: timestamp, format: epoch_millis}"
      })
  void aTimeIsReadInTheFormatThatItHas(String cell, String type) {
    String yaml = infer("a.csv", "date;n\n%s;1\n%s;2\n".formatted(cell, cell));
    assertThat(schema(yaml)).containsExactly("date: " + type, "n: int64");
  }

  @Test
  void ofTwoFormatsTheOneIsTakenInWhichTheFileIsInOrder() {
    String yaml = infer("a.csv", "at,n\n01/02/2026,1\n02/02/2026,2\n03/02/2026,3\n04/02/2026,4\n");
    assertThat(schema(yaml)).contains("at: {type: timestamp, format: M/d/yyyy}");
    assertThat(lineOf(yaml, "at: {")).contains("could also be d/M/yyyy");
    String other = infer("b.csv", "at,n\n30/01/2026,1\n01/02/2026,2\n02/02/2026,3\n");
    assertThat(schema(other)).contains("at: {type: timestamp, format: d/M/yyyy}");
  }

  @Test
  void digitsAreATimeOnlyWhereTheNameSaysSo() {
    String yaml = infer("a.csv", "at,price,sold_at\n2026-01-31T00:00:01Z,1769854509,1769854509\n");
    assertThat(schema(yaml))
        .containsExactly(
            "at: timestamp", "price: int64", "sold_at: {type: timestamp, format: epoch_seconds}");
  }

  @Test
  void aDayAndAnHourInColumnsOfTheirOwnAreOneTime() {
    String yaml = infer("a.csv", "day,hr,n\n2026-01-31,0,5\n2026-01-31,23,6\n");
    assertThat(schema(yaml))
        .containsExactly(
            "at: {type: timestamp, from: [day, hr], format: \"yyyy-MM-dd H\"}", "n: int64");
    Runs.onDirect(folder, yaml.replace("size: 1h", "size: 1d"));
    assertThat(Runs.rows(folder, "out/rejected")).isEmpty();
  }

  @Test
  void markersOfNullAreThoseOfColumnsThatAreNumbersOrTimes() {
    String yaml =
        infer("a.csv", "at,x,note\n2026-01-31T00:00:01Z,1.5,-\n2026-01-31T00:00:02Z,NA,fine\n");
    assertThat(schema(yaml)).containsExactly("at: timestamp", "x: double?", "note: string");
    assertThat(plain(yaml)).contains("  csv: {null_values: [\"\", NA]}");
  }

  @ParameterizedTest
  @CsvSource({"';',\";\"", "'\t',\"\\t\"", "'|',\"|\""})
  void theDelimiterIsTheOneThatPartsAllRowsAlike(String delimiter, String written) {
    String text =
        "at,text,x\n2026-01-31T00:00:01Z,a b,1\n2026-01-31T00:00:02Z,c,2\n".replace(",", delimiter);
    String yaml = infer("a.csv", text);
    assertThat(plain(yaml)).contains("  csv: {delimiter: " + written + "}");
    assertThat(schema(yaml)).containsExactly("at: timestamp", "text: string", "x: int64");
  }

  @Test
  void aFirstRowOfValuesIsNoHeader() {
    String yaml = infer("a.csv", "2026-01-31T00:00:01Z,a,1\n2026-01-31T00:00:02Z,b,2\n");
    assertThat(schema(yaml)).containsExactly("c1: timestamp", "c2: string", "c3: int64");
    assertThat(plain(yaml)).contains("  csv: {header: false, columns: [c1, c2, c3]}");
    Runs.onDirect(folder, yaml);
    assertThat(Runs.rows(folder, "out/rejected")).isEmpty();
  }

  @Test
  void lineBreaksInQuotesAndTheCharsetAreSeen() {
    byte[] latin =
        "at,name\n2026-01-31T00:00:01Z,\"Zoë\nof \"\"X\"\"\"\n"
            .getBytes(Charset.forName("windows-1252"));
    String yaml = infer("a.csv", latin);
    assertThat(plain(yaml)).contains("  csv: {charset: windows-1252, multiline: true}");
  }

  @Test
  void aStrayCellIsRejectedAndTheColumnStaysWhatTheOthersAre() {
    String rows =
        IntStream.range(0, 400)
            .mapToObj(i -> Instant.ofEpochSecond(1_769_854_509L + i) + "," + (i == 7 ? "x" : i))
            .collect(Collectors.joining("\n", "at,n\n", "\n"));
    String yaml = infer("a.csv", rows);
    assertThat(schema(yaml)).containsExactly("at: timestamp", "n: int64");
    assertThat(lineOf(yaml, "n: int64")).contains("1 are something else and will be rejected");
    RunReport unused = Runs.onDirect(folder, yaml);
    assertThat(Runs.rows(folder, "out/rejected")).hasSize(1);
  }

  @Test
  void rowsOutOfOrderAreReadInAnyOrderAndNearlyOrderedOnesInTheirs() {
    String any = infer("a.csv", "at,n\n2026-01-31T10:00:00Z,1\n2026-01-31T08:00:00Z,2\n");
    assertThat(plain(any)).contains("  order: any");
    String nearly = infer("b.csv", "at,n\n2026-01-31T10:00:00Z,1\n2026-01-31T09:59:20Z,2\n");
    assertThat(plain(nearly)).contains("  order: event_time", "  max_out_of_orderness: 1m");
    assertThat(lineOf(nearly, "order:")).contains("no record lies more than 40s behind");
  }

  @Test
  void membersOfJsonAreFieldsAndTextsOfDigitsStayTexts() {
    String yaml =
        infer(
            "a.jsonl",
            """
            {"at":"2026-01-31T00:00:01Z","code":"12","n":1,"where":{"zone":"a"},"tags":[1]}
            {"at":"2026-01-31T00:00:02Z","code":"13","n":2.5,"where":{"zone":"b"},"ok":true}
            """);
    assertThat(schema(yaml))
        .containsExactly(
            "at: timestamp", "code: string", "n: double", "where.zone: string", "ok: boolean?");
    assertThat(plain(yaml)).contains("  format: json");
    Runs.onDirect(folder, yaml);
    assertThat(Runs.rows(folder, "out/rejected")).isEmpty();
  }

  @Test
  void namesThatYamlWouldTakeForSomethingElseAreQuoted() {
    String yaml = infer("a.csv", "at,yes,tip ($),a: b\n2026-01-31T00:00:01Z,1,2,c\n");
    assertThat(schema(yaml))
        .containsExactly(
            "at: timestamp", "\"yes\": int64", "\"tip ($)\": int64", "\"a: b\": string");
    Runs.onDirect(folder, yaml);
    assertThat(Runs.rows(folder, "out/summary")).hasSize(1);
  }

  @Test
  void aTopicIsTheLiveSideAndIdsAreItsSeam() {
    String topic = TestBroker.topic("infer", 2);
    TestBroker.publish(
        topic,
        "{\"id\":3,\"at\":\"2026-02-01T00:00:00Z\",\"x\":1.5,\"extra\":1}",
        "{\"id\":4,\"at\":\"2026-02-01T00:00:30Z\",\"x\":2,\"extra\":1}");
    String yaml =
        infer(
            "a.csv",
            "id,at,x\n1,2026-01-31T00:00:01Z,1\n2,2026-01-31T00:00:02Z,2\n",
            "--topic=" + topic,
            "--bootstrap-servers=" + TestBroker.servers());
    assertThat(schema(yaml)).containsExactly("id: int64", "at: timestamp", "x: double");
    assertThat(yaml).contains("# in the topic alone: extra");
    assertThat(plain(yaml))
        .contains("  topic: " + topic, "cutover:", "  dedupe: {by: [id]}")
        .doesNotContain("  at: history_end");
    Runs.onFlink(folder, yaml.replace("stop: never", "stop: end"));
    assertThat(
            Runs.rows(folder, "out/summary").stream()
                .mapToLong(row -> row.get("records").longValue())
                .sum())
        .isEqualTo(4);
  }

  @Test
  void whereTheTopicGoesBackIntoTheFilesHistoryOwnsWhatIsBeforeItsEnd() {
    String topic = TestBroker.topic("infer", 1);
    TestBroker.publish(
        topic,
        "{\"id\":2,\"at\":\"2026-01-31T00:00:02Z\",\"x\":2}",
        "{\"id\":3,\"at\":\"2026-02-01T00:00:00Z\",\"x\":3}");
    String yaml =
        infer(
            "a.csv",
            "id,at,x\n1,2026-01-31T00:00:01Z,1\n2,2026-01-31T00:00:02Z,2\n",
            "--topic=" + topic,
            "--bootstrap-servers=" + TestBroker.servers());
    assertThat(plain(yaml)).contains("  at: history_end");
    Runs.onFlink(folder, yaml.replace("stop: never", "stop: end"));
    assertThat(
            Runs.rows(folder, "out/summary").stream()
                .mapToLong(row -> row.get("records").longValue())
                .sum())
        .isEqualTo(3);
  }

  @Test
  void whatCantBeInferredIsToldAndNothingIsWritten() {
    InProcess noTime = inferring("a.csv", "n,m\n1,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(noTime.code()).isEqualTo(1);
    assertThat(noTime.err()).contains("no column is a time").contains("the columns are m, n");
    assertThat(InProcess.run("infer", folder.resolve("none.csv").toString()).err())
        .contains("there is no such file");
    Path taken = Runs.write(folder, "pipeline.yaml", "mine");
    InProcess inTheWay =
        InProcess.run("infer", folder.resolve("a.csv").toString(), "-o", taken.toString());
    assertThat(inTheWay.code()).isEqualTo(2);
    assertThat(taken).hasContent("mine");
  }

  @Test
  void aFileIsWrittenWithPathsThatLeadFromIt() throws IOException {
    Runs.write(folder, "data.csv", "at,n\n2026-01-31T00:00:01Z,1\n");
    Path made = folder.resolve("pipeline.yaml");
    InProcess result =
        InProcess.run("infer", folder.resolve("data.csv").toString(), "-o", made.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(plain(Files.readString(made))).contains("  path: data.csv", "name: data");
  }
}
