package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models of the history, and the rows that wait for them, in a run that is stopped and resumed. */
@Timeout(180)
class ModelResumeTest {

  private static final int MANY = 900_000;

  @TempDir Path folder;
  private final String topic = TestBroker.topic("asked", 3);
  private final String echo = TestBroker.topic("asked-echo", 1);
  private final String results = TestBroker.topic("answers", 1);

  @Test
  void rowsThatWaitedAtTheStopAreScoredOnceByAllOfTheHistory() throws Exception {
    rowsThatWaitedAtTheStopAreScoredOnceByAllOfTheHistory("--parallelism=2");
  }

  @Test
  void theyAreAtALowerParallelism() throws Exception {
    rowsThatWaitedAtTheStopAreScoredOnceByAllOfTheHistory("--parallelism=1");
  }

  @Test
  void theyAreAtAHigherParallelism() throws Exception {
    rowsThatWaitedAtTheStopAreScoredOnceByAllOfTheHistory("--parallelism=3");
  }

  /**
   * Much of the history is read behind the stop: what is stopped for comes within seconds, and a
   * history that is read row by row takes longer.
   */
  private void rowsThatWaitedAtTheStopAreScoredOnceByAllOfTheHistory(String parallelism)
      throws Exception {
    history(MANY);
    Definition definition = definition();
    ask(0, 10);
    try (Launch first = Launch.prepare(definition, options("--maxBundleSize=1"), Progress.SILENT)) {
      RunReport report = Runs.until(first, () -> TestBroker.values(echo).size() == 10);
      assertThat(report.resumable()).isTrue();
    }
    ask(10, 20);
    goOnUntilAnswered(definition, 20, parallelism);
    assertThat(answers()).containsExactlyEntriesOf(expected(20));
  }

  @Test
  void modelsThatWereThereAtTheStopScoreWhatComesBehindIt() throws Exception {
    history(10);
    Definition definition = definition();
    ask(0, 10);
    try (Launch first = Launch.prepare(definition, options(), Progress.SILENT)) {
      Runs.until(first, () -> TestBroker.values(results).size() == 10);
    }
    ask(10, 20);
    goOnUntilAnswered(definition, 20, "--parallelism=1");
    assertThat(answers()).containsExactlyEntriesOf(expected(20));
  }

  private void goOnUntilAnswered(Definition definition, int count, String parallelism)
      throws Exception {
    try (Launch second = Launch.resume(definition, options(parallelism), Progress.SILENT)) {
      RunReport report = Runs.until(second, () -> TestBroker.values(results).size() >= count);
      assertThat(report.resumed()).isTrue();
    }
  }

  /** The line y = 2x + 1 for the groups 0 and 1, each with half of the rows; none for group 2. */
  private void history(int rows) {
    StringBuilder csv = new StringBuilder("id,zone,at,x,y\n");
    for (int i = 0; i < rows; i++) {
      int x = i % 1000;
      csv.append("h,").append(i % 2).append(",2025-06-01T10:00:00Z,").append(x).append(',');
      csv.append(2 * x + 1).append('\n');
    }
    Runs.write(folder, "history/rows.csv", csv.toString());
  }

  private void ask(int from, int to) {
    for (int i = from; i < to; i++) {
      TestBroker.publish(
          topic,
          "{\"id\":\"%d\",\"zone\":%d,\"at\":\"2026-01-01T10:%02d:00Z\",\"x\":%d}"
              .formatted(i, i % 3, i, 100 * i));
    }
  }

  private static Map<Integer, String> expected(int count) {
    Map<Integer, String> expected = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      expected.put(i, i % 3 == 2 ? "null" : String.valueOf(200 * i + 1));
    }
    return expected;
  }

  /** What each was answered, once. */
  private Map<Integer, String> answers() {
    Map<Integer, String> answers = new TreeMap<>();
    for (String text : TestBroker.values(results)) {
      JsonNode row = Runs.json(text);
      assertThat(answers.put(row.path("id").asInt(), row.path("said").toString())).isNull();
    }
    return answers;
  }

  private static PipelineOptions options(String... further) {
    return RunnerOptions.of(
        Stream.of(
                Stream.of(TestFlink.options()),
                Stream.of("--checkpointingInterval=1000"),
                Stream.of(further))
            .flatMap(options -> options)
            .toList());
  }

  private Definition definition() {
    return DefinitionReader.parse(
        """
        name: asked
        stream:
          schema: {id: string, zone: int64, at: timestamp, x: double, y: "double?"}
          event_time: at
          max_out_of_orderness: 0s
        history: {path: history/*.csv}
        live: {topic: %1$s, bootstrap_servers: "%2$s", idle_after: 1s}
        cutover: {at: 2026-01-01T00:00:00Z}
        transforms:
          - name: line
            type: LinearRegression
            config: {x: x, y: y, group_by: zone, fit_on: history}
          - name: answer
            type: ApplyModel
            input: stream
            config: {model: line, x: x, output: said}
          - {name: asked, type: Filter, input: stream, config: {keep: id <> 'h'}}
        sinks:
          - {type: WriteToKafka, input: asked, config: {topic: %3$s, bootstrap_servers: "%2$s"}}
          - {type: WriteToKafka, input: answer, config: {topic: %4$s, bootstrap_servers: "%2$s", delivery: exactly_once}}
        """
            .formatted(topic, TestBroker.servers(), echo, results),
        folder,
        Runs.noVariables());
  }
}
