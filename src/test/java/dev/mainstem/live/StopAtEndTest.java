package dev.mainstem.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.launch.Launch;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import dev.mainstem.testing.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code stop: end}: what a topic holds at the launch is read, no less and no more. */
@Timeout(120)
class StopAtEndTest {

  @TempDir Path folder;

  @Test
  void recordsPublishedAfterTheLaunchAreNotReadOnTheDirectRunner() {
    recordsPublishedAfterTheLaunchAreNotRead("--runner=DirectRunner");
  }

  @Test
  void recordsPublishedAfterTheLaunchAreNotReadOnFlink() {
    recordsPublishedAfterTheLaunchAreNotRead(TestFlink.options());
  }

  private void recordsPublishedAfterTheLaunchAreNotRead(String... options) {
    String topic = TestBroker.topic("frozen", 3);
    TestBroker.publish(topic, messages(0, 50));
    try (Launch launch = prepare(topic, options)) {
      TestBroker.publish(topic, messages(50, 90));
      launch.run();
    }
    assertThat(numbers()).containsExactlyInAnyOrderElementsOf(range(0, 50));
  }

  @Test
  void anEmptyTopicEndsAtOnceAndLeavesNoFile() {
    run(TestBroker.topic("nothing", 2));
    assertThat(folder.resolve("out/rows-00000.jsonl")).doesNotExist();
  }

  @Test
  void emptyPartitionsDoNotHoldTheOthersBack() {
    String topic = TestBroker.topic("sparse", 4);
    Topics.publishAt(topic, 2, "2026-01-01T10:00:00Z", messages(0, 5));
    run(topic);
    assertThat(numbers()).containsExactlyElementsOf(range(0, 5));
  }

  @Test
  void aTopicThatEndsWithAnAbortedTransactionEnds() {
    String topic = TestBroker.topic("aborted", 1);
    Topics.publishCommitted(topic, messages(0, 3));
    Topics.publishAborted(topic, messages(3, 6));
    run(topic);
    assertThat(numbers()).containsExactlyElementsOf(range(0, 3));
  }

  @Test
  void aTopicThatEndsWithAnAbortedTransactionEndsOnFlink() {
    String topic = TestBroker.topic("aborted-flink", 1);
    Topics.publishCommitted(topic, messages(0, 3));
    Topics.publishAborted(topic, messages(3, 6));
    run(topic, TestFlink.options());
    assertThat(numbers()).containsExactlyElementsOf(range(0, 3));
  }

  @Test
  void aTopicWithNothingButAnAbortedTransactionEnds() {
    String topic = TestBroker.topic("aborted-only", 1);
    Topics.publishAborted(topic, messages(0, 3));
    run(topic);
    assertThat(folder.resolve("out/rows-00000.jsonl")).doesNotExist();
  }

  @Test
  void aTopicThatEndsWithACommittedTransactionsMarkerEnds() {
    String topic = TestBroker.topic("marker", 1);
    Topics.publishCommitted(topic, messages(0, 4));
    run(topic);
    assertThat(numbers()).containsExactlyElementsOf(range(0, 4));
  }

  @Test
  void anOpenTransactionIsNotWaitedFor() {
    String topic = TestBroker.topic("pending", 1);
    Topics.publishCommitted(topic, messages(0, 2));
    try (Topics.OpenTransaction open = Topics.begin(topic, messages(2, 4))) {
      run(topic);
      assertThat(numbers()).containsExactlyElementsOf(range(0, 2));
      open.commit();
    }
  }

  @Test
  void abortedRecordsAreReadWhereTheDefinitionSaysSo() {
    String topic = TestBroker.topic("uncommitted", 1);
    Topics.publishCommitted(topic, messages(0, 2));
    Topics.publishAborted(topic, messages(2, 4));
    Runs.onDirect(
        folder,
        definition(topic)
            .replace("stop: end", "stop: end, consumer: {isolation.level: read_uncommitted}"));
    assertThat(numbers()).containsExactlyElementsOf(range(0, 4));
  }

  @Test
  void theOffsetsOfTheLaunchAreRecordedBesideTheResults() throws Exception {
    String topic = TestBroker.topic("recorded", 2);
    Topics.publishAt(topic, 1, "2026-01-01T10:00:00Z", messages(0, 3));
    run(topic);
    JsonNode live =
        Runs.json(Files.readString(folder.resolve("out/.mainstem/run.json"))).path("live");
    assertThat(live)
        .isEqualTo(
            Runs.json(
                """
                {"topic": "%s", "partitions": [
                  {"partition": 0, "earliest": 0, "start": 0, "end": 0}, {"partition": 1, "earliest": 0, "start": 0, "end": 3}]}
                """
                    .formatted(topic)));
  }

  private void run(String topic, String... options) {
    try (Launch launch =
        prepare(topic, options.length == 0 ? new String[] {"--runner=DirectRunner"} : options)) {
      launch.run();
    }
  }

  private Launch prepare(String topic, String... options) {
    return Launch.prepare(
        DefinitionReader.parse(definition(topic), folder, Runs.noVariables()),
        RunnerOptions.of(List.of(options)),
        Progress.SILENT);
  }

  private static String definition(String topic) {
    return """
    name: stop-at-end
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    live: {topic: %s, bootstrap_servers: "%s", stop: end}
    sinks: [{type: WriteToJson, config: {path: out/rows}}]
    """
        .formatted(topic, TestBroker.servers());
  }

  private static String[] messages(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("{\"n\":%d,\"at\":\"2026-01-01T10:00:00Z\"}"::formatted)
        .toArray(String[]::new);
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private List<Integer> numbers() {
    return Runs.rows(folder, "out/rows").stream().map(row -> row.path("n").asInt()).toList();
  }
}
