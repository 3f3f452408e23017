package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Arrays as {@code DataFrame.to_json(orient="records")} writes them, and {@code read_json} reads.
 */
class ConvertForPandasTest {

  /**
   * Times as epoch milliseconds, integers of a column that lacks some as floats, escaped slashes.
   */
  private static final String ARRAY =
      "[{\"at\":1767225600123,\"n\":1.0,\"m\":5,\"ok\":true,\"x\":0.1,\"name\":\"a\\/b \\u00e9\",\"day\":1767225600000},"
          + "{\"at\":-1000,\"n\":null,\"m\":6,\"ok\":null,\"x\":null,\"name\":null,\"day\":null}]";

  private static final String CSV =
      """
      at,n,m,ok,x,name,day
      2026-01-01T00:00:00.123Z,1,5,true,0.1,a/b é,2026-01-01
      1969-12-31T23:59:59Z,,6,,,,
      """;

  @TempDir Path folder;

  @BeforeEach
  void definitions() {
    String fields = "n: int64?, m: int64, ok: boolean?, x: double?, name: string?";
    define(
        "millis.yaml",
        "at: {type: timestamp, format: epoch_millis}, " + fields,
        "day: {type: timestamp?, format: epoch_millis}");
    define("iso.yaml", "at: timestamp, " + fields, "day: date?");
  }

  @Test
  void anArrayOfPandasIsReadWithTheTypesThatWereMeant() throws IOException {
    convert(file("a.json", ARRAY), path("a.csv"), "--definition=" + path("millis.yaml"));
    assertThat(read("a.csv")).isEqualTo(CSV.replace(",2026-01-01\n", ",2026-01-01T00:00:00Z\n"));
  }

  @Test
  void timesAndDatesBecomeMillisecondsForPandas() throws IOException {
    convert(
        file("a.csv", CSV),
        path("a.json"),
        "--definition=" + path("iso.yaml"),
        "--times=epoch_millis");
    assertThat(Runs.json(read("a.json"))).isEqualTo(Runs.json(ARRAY.replace("1.0", "1")));
  }

  @Test
  void arraysOfTimesDoToo() throws IOException {
    define("arrays.yaml", "at: timestamp, seen: array<timestamp>?", "day: date?");
    convert(
        file("a.jsonl", "{\"at\":\"1970-01-01T00:00:01Z\",\"seen\":[\"1970-01-01T00:00:02Z\"]}"),
        path("b.jsonl"),
        "--definition=" + path("arrays.yaml"),
        "--times=epoch_millis");
    assertThat(read("b.jsonl")).isEqualTo("{\"at\":1000,\"seen\":[2000],\"day\":null}\n");
  }

  @Test
  void whatInferDraftsIsADefinitionToConvertBy() throws IOException {
    StringBuilder csv = new StringBuilder("day,n,ok\n");
    for (int i = 1; i <= 9; i++) {
      csv.append("0%d.02.2026 08:30,%d,%s\n".formatted(i, i, i % 2 == 0));
    }
    String file = file("plain.csv", csv.toString());
    assertThat(InProcess.run("infer", file, "-o", path("plain.yaml")).code()).isZero();
    convert(file, path("plain.json"), "--definition=" + path("plain.yaml"), "--times=epoch_millis");
    assertThat(Runs.json(read("plain.json")).get(1))
        // 2026-02-02T08:30:00Z
        .isEqualTo(Runs.json("{\"day\":1770021000000,\"n\":2,\"ok\":true}"));
  }

  @Test
  void withoutADefinitionNothingIsATime() {
    InProcess result = InProcess.run("convert", file("a.csv", CSV), "--times=epoch_millis");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("--times needs --definition, which says what is a time\n");
  }

  private static void convert(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "convert";
    System.arraycopy(words, 0, all, 1, words.length);
    InProcess result = InProcess.run(all);
    assertThat(result.code()).as(result.err()).isZero();
  }

  private void define(String name, String fields, String day) {
    Runs.write(
        folder,
        name,
        """
        name: frame
        stream: {schema: {%s, %s}, event_time: at}
        history: {path: nothing.csv}
        sinks: [{type: WriteToConsole}]
        """
            .formatted(fields, day));
  }

  private String file(String name, String text) {
    return Runs.write(folder, name, text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
