package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Child;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files into topics, for readers of what is committed. */
@Timeout(180)
class PublishInTransactionsTest {

  @TempDir Path folder;

  @Test
  void whatWasPublishedUnderAnIdIsNotPublishedOnceMore() {
    String topic = TestBroker.topic("once", 3);
    String file = file("a.csv", numbers(1, 5));
    String[] words = {file, "--transactional=once", "--commit-every=2", "--key=n"};
    InProcess first = publish(topic, words);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("published 5 records into " + topic);
    InProcess again = publish(topic, words);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out())
        .startsWith("published 0 records into " + topic)
        .endsWith(" s; 5 were there already\n");
    assertThat(committed(topic, 3)).containsExactlyInAnyOrderElementsOf(records(1, 5));
  }

  @Test
  void anotherIdAndAnotherTopicBeginAnew() {
    String topic = TestBroker.topic("ids", 1);
    String other = TestBroker.topic("ids", 1);
    String file = file("a.csv", numbers(1, 2));
    publish(topic, file, "--transactional=ids.a");
    publish(topic, file, "--transactional=ids.b");
    publish(other, file, "--transactional=ids.a");
    assertThat(committed(topic, 1)).hasSize(4);
    assertThat(committed(other, 1)).hasSize(2);
  }

  @Test
  void recordsThatAFileHasGotSinceAreAddedAndBadOnesAreToldAgain() {
    String topic = TestBroker.topic("grown", 1);
    String file = file("a.csv", numbers(1, 2) + "x,y\n3\n");
    InProcess first = publish(topic, file, "--transactional=grown");
    assertThat(first.code()).isEqualTo(1);
    file("a.csv", numbers(1, 2) + "x,y\n3\n4\n5\n");
    InProcess second = publish(topic, file, "--transactional=grown");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err())
        .isEqualTo(file + ":4: expected 1 cells, found 2\n1 bad record left out\n");
    assertThat(second.out()).startsWith("published 2 records").endsWith("; 3 were there already\n");
    assertThat(committed(topic, 1)).containsExactlyElementsOf(records(1, 5));
  }

  @Test
  void otherRecordsUnderTheSameIdAreRefusedAndNothingIsPublished() {
    String topic = TestBroker.topic("others", 1);
    String file = file("a.csv", numbers(1, 4));
    publish(topic, file, "--transactional=others");
    for (String text : List.of(numbers(2, 9), numbers(1, 3), "n\n1\n2\n3\n4.5\n5\n")) {
      file("a.csv", text);
      InProcess refused = publish(topic, file, "--transactional=others");
      assertThat(refused.code()).as(text).isEqualTo(1);
      assertThat(refused.err())
          .startsWith("--transactional=others: the first 4 messages, which an earlier publish");
    }
    assertThat(committed(topic, 1)).containsExactlyElementsOf(records(1, 4));
  }

  @Test
  void anArrayIsThereOnceToo() {
    String topic = TestBroker.topic("once-array", 1);
    String file = file("a.csv", numbers(1, 3));
    publish(topic, file, "--as=array", "--transactional=array");
    InProcess again = publish(topic, file, "--as=array", "--transactional=array");
    assertThat(again.out())
        .startsWith("published 0 records as one array")
        .endsWith("; 3 were there already\n");
    assertThat(committed(topic, 1)).hasSize(1);
  }

  @Test
  void aPublishThatIsKilledGoesOnBehindItsLastTransaction() {
    String topic = TestBroker.topic("killed", 1);
    define();
    // the fourth transaction has 100 of its 300 messages, and waits an hour for the next one
    String early = "2026-01-01T00:00:00Z";
    String late = "2026-01-01T01:00:00Z";
    String csv = "at\n" + (early + "\n").repeat(1000) + (late + "\n").repeat(500);
    String[] words = {
      file("a.csv", csv),
      "--definition=" + folder,
      "--transactional=killed",
      "--commit-every=300",
      "--speed=1x"
    };
    try (Child child = Child.start(folder, words(topic, words))) {
      child.await(() -> TestBroker.values(topic).size() == 900);
      child.signal("KILL");
      child.exitCode();
    }
    words[4] = "--speed=1000000x";
    InProcess again = publish(topic, words);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out())
        .startsWith("published 600 records")
        .endsWith("; 900 were there already\n");
    assertThat(committed(topic, 1))
        .isEqualTo(
            Stream.concat(
                    Collections.nCopies(1000, "{\"at\":\"%s\"}".formatted(early)).stream(),
                    Collections.nCopies(500, "{\"at\":\"%s\"}".formatted(late)).stream())
                .toList());
  }

  @Test
  void withoutALimitAllMessagesAppearTogetherOrNoneDoes() {
    String topic = TestBroker.topic("together", 1);
    String good = file("a.csv", numbers(1, 50));
    String large = file("b.csv", "text\n" + "x".repeat(5000) + "\n");
    InProcess failed =
        publish(topic, good, large, "--transactional=all", "--producer=max.request.size=2000");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("can't publish to " + topic).contains("max.request.size");
    assertThat(committed(topic, 1)).isEmpty();
    assertThat(publish(topic, good, large, "--transactional=all").code()).isZero();
    assertThat(committed(topic, 1)).hasSize(51);
  }

  @Test
  void aTransactionIsCommittedBeforeARestThatWouldOutlastIt() {
    String topic = TestBroker.topic("rest", 1);
    define();
    String file = file("a.csv", "at\n2026-01-01T00:00:00Z\n2026-01-01T01:00:00Z\n");
    String[] words = {
      file, "--definition=" + folder, "--speed=1x", "--transactional=rest", "--commit-every=30s"
    };
    try (Child child = Child.start(folder, words(topic, words))) {
      child.await(() -> !TestBroker.values(topic).isEmpty());
      assertThat(TestBroker.values(topic)).containsExactly("{\"at\":\"2026-01-01T00:00:00Z\"}");
    }
  }

  @Test
  void wrongUseIsTwo() {
    String file = file("a.csv", numbers(1, 1));
    assertWrong("--commit-every is for --transactional", file, "--commit-every=5");
    assertWrong("--transactional: expected a name of letters", file, "--transactional=a b");
    assertWrong("expected a number of messages such as 10000", file, "--commit-every=0");
    assertWrong("expected a number of messages such as 10000", file, "--commit-every=0s");
    assertWrong("expected a number of messages such as 10000", file, "--commit-every=often");
    assertWrong(
        "--speed with --transactional needs --commit-every",
        file,
        "--transactional=a",
        "--speed=1x",
        "--definition=" + folder);
  }

  /** What is in a topic when its transactions are over for the broker, as for who published. */
  private static List<String> committed(String topic, int partitions) {
    Topics.awaitMarkers(topic, partitions);
    return TestBroker.values(topic);
  }

  private void assertWrong(String message, String... words) {
    InProcess result = publish("wrong", words);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  private void define() {
    Runs.write(
        folder,
        "pipeline.yaml",
        """
        name: paced
        stream: {schema: {at: timestamp}, event_time: at}
        history: {path: nothing.csv}
        sinks: [{type: WriteToConsole}]
        """);
  }

  private static String numbers(int from, int to) {
    StringBuilder csv = new StringBuilder("n\n");
    IntStream.rangeClosed(from, to).forEach(i -> csv.append(i).append('\n'));
    return csv.toString();
  }

  private static List<String> records(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj("{\"n\":%d}"::formatted).toList();
  }

  private static InProcess publish(String topic, String... words) {
    return InProcess.run(words(topic, words));
  }

  private static String[] words(String topic, String... words) {
    return Stream.concat(
            Stream.of("publish", "--topic", topic, "--bootstrap-servers", TestBroker.servers()),
            Stream.of(words))
        .toArray(String[]::new);
  }

  private String file(String name, String text) {
    return Runs.write(folder, name, text).toString();
  }
}
