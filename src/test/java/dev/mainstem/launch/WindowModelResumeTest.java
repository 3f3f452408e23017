package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of windows, and the rows that wait for them, in a run that is stopped and resumed. */
@Timeout(120)
class WindowModelResumeTest {

  private static final String STAMP = "2026-01-01T00:00:00Z";

  @TempDir Path folder;
  private final String topic = TestBroker.topic("fitted", 2);
  private final String echo = TestBroker.topic("fitted-echo", 1);
  private final String results = TestBroker.topic("fitted-answers", 1);

  @ParameterizedTest
  @ValueSource(strings = {"--parallelism=1", "--stateBackend=rocksdb"})
  void rowsAndModelsThatWaitedAtTheStopMeetBehindIt(String resumed) throws Exception {
    // the second partition is silent, and holds the watermark: nothing can be scored
    send(0, 1, "10:00", 1, "3");
    send(0, 2, "10:30", 2, "5");
    send(0, 3, "11:30", 10, "null");
    try (Launch first = Launch.prepare(definition(), options("--parallelism=2"), Progress.SILENT)) {
      RunReport report = Runs.until(first, () -> TestBroker.values(echo).size() == 3);
      assertThat(report.resumable()).isTrue();
    }
    assertThat(answers()).isEmpty();
    send(0, 4, "12:10", 20, "null");
    send(1, 5, "11:10", 7, "8");
    send(1, 6, "11:20", 8, "9");
    send(1, 7, "13:00", 30, "null");
    send(0, 8, "14:00", 40, "null");
    try (Launch second = Launch.resume(definition(), options(resumed), Progress.SILENT)) {
      Runs.until(second, () -> TestBroker.values(results).size() >= 7);
    }
    // y = 2x + 1 until eleven, y = x + 1 until twelve, and nothing since; the last row still waits
    Map<Integer, String> expected = new TreeMap<>();
    expected.put(1, "null");
    expected.put(2, "null");
    expected.put(3, "21");
    expected.put(4, "21");
    expected.put(5, "15");
    expected.put(6, "17");
    expected.put(7, "31");
    assertThat(answers()).containsExactlyEntriesOf(expected);
  }

  private void send(int partition, int id, String time, int x, String y) {
    Topics.publishAt(
        topic,
        partition,
        STAMP,
        "{\"id\":%d,\"at\":\"2026-01-01T%s:00Z\",\"x\":%d,\"y\":%s}".formatted(id, time, x, y));
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

  private static PipelineOptions options(String further) {
    return RunnerOptions.of(
        Stream.concat(
                Stream.of(TestFlink.options()), Stream.of("--checkpointingInterval=500", further))
            .toList());
  }

  private Definition definition() {
    return DefinitionReader.parse(
        """
        name: fitted
        stream:
          schema: {id: int64, at: timestamp, x: double, y: "double?"}
          event_time: at
          max_out_of_orderness: 0s
        live: {topic: %1$s, bootstrap_servers: "%2$s"}
        transforms:
          - name: line
            type: LinearRegression
            windowing: {type: fixed, size: 1h}
            config: {x: x, y: y}
          - name: answer
            type: ApplyModel
            input: stream
            config: {model: line, refresh: window, x: x, output: said}
        sinks:
          - {type: WriteToKafka, input: stream, config: {topic: %3$s, bootstrap_servers: "%2$s"}}
          - {type: WriteToKafka, input: answer, config: {topic: %4$s, bootstrap_servers: "%2$s", delivery: exactly_once}}
        """
            .formatted(topic, TestBroker.servers(), echo, results),
        folder,
        Runs.noVariables());
  }
}
