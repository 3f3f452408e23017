package dev.mainstem.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where reading starts and ends, resolved at the launch by a real broker. */
class StartOffsetsTest {

  private static final String TEN = "2026-01-01T10:00:00Z";
  private static final String ELEVEN = "2026-01-01T11:00:00Z";
  private static final String TWELVE = "2026-01-01T12:00:00Z";
  private static final long NO_END = PartitionRange.NO_END;

  @Test
  void earliestIsTheFirstRecordThatIsKept() {
    String topic = hourly("earliest");
    assertThat(resolve(topic, "start: earliest")).containsExactly(range(0, 0, NO_END));
  }

  @Test
  void latestIsBehindTheLastRecord() {
    String topic = hourly("latest");
    assertThat(resolve(topic, "start: latest")).containsExactly(range(0, 3, NO_END));
  }

  @Test
  void anInstantIsTheFirstRecordThatKafkaStampedThenOrLater() {
    String topic = hourly("instant");
    assertThat(resolve(topic, "start: 2026-01-01T11:00:00Z")).containsExactly(range(0, 1, NO_END));
    assertThat(resolve(topic, "start: 2026-01-01T11:00:00.001Z"))
        .containsExactly(range(0, 2, NO_END));
  }

  @Test
  void anInstantBehindTheLastRecordIsTheEnd() {
    String topic = hourly("future");
    assertThat(resolve(topic, "start: 2026-01-02T00:00:00Z")).containsExactly(range(0, 3, NO_END));
  }

  @Test
  void theCutoverStartsItsSlackEarlier() {
    String topic = hourly("cutover");
    String cutover = "\ncutover: {at: 2026-01-01T12:00:00Z}";
    assertThat(resolve(topic, "start: cutover" + cutover)).containsExactly(range(0, 1, NO_END));
    assertThat(resolve(topic, "start_slack: 0s" + cutover)).containsExactly(range(0, 2, NO_END));
    assertThat(resolve(topic, "start_slack: 2h" + cutover)).containsExactly(range(0, 0, NO_END));
  }

  @Test
  void withoutACutoverReadingStartsAtTheEarliestRecord() {
    assertThat(resolve(hourly("plain"), "stop: end")).containsExactly(range(0, 0, 3));
  }

  @Test
  void committedIsWhatTheGroupCommittedAndEarliestWhereItDidNot() {
    String topic = TestBroker.topic("committed", 2);
    Topics.publishAt(topic, 0, TEN, "a", "b", "c");
    Topics.publishAt(topic, 1, TEN, "d", "e");
    Topics.commit("group-of-" + topic, topic, 0, 2);
    assertThat(resolve(topic, "start: committed\n  consumer: {group.id: group-of-" + topic + "}"))
        .containsExactly(range(0, 2, NO_END), range(1, 0, NO_END));
  }

  @Test
  void theNameOfTheDefinitionIsTheGroup() {
    String topic = hourly("own-group");
    Topics.commit("offsets", topic, 0, 1);
    assertThat(resolve(topic, "start: committed")).containsExactly(range(0, 1, NO_END));
  }

  @Test
  void emptyTopicsAndEmptyPartitionsStartAtTheirEnd() {
    String topic = TestBroker.topic("empty", 2);
    Topics.publishAt(topic, 1, TEN, "a");
    assertThat(resolve(topic, "stop: end")).containsExactly(range(0, 0, 0), range(1, 0, 1));
    assertThat(resolve(topic, "stop: end\n  start: 2026-01-01T10:00:00Z"))
        .containsExactly(range(0, 0, 0), range(1, 0, 1));
  }

  @Test
  void theEndIsBehindTheLastRecordThatMayBeRead() {
    String topic = TestBroker.topic("open", 1);
    Topics.publishAt(topic, 0, TEN, "a");
    try (Topics.OpenTransaction open = Topics.begin(topic, "b", "c")) {
      assertThat(resolve(topic, "stop: end")).containsExactly(range(0, 0, 1));
      assertThat(resolve(topic, "stop: end\n  consumer: {isolation.level: read_uncommitted}"))
          .containsExactly(range(0, 0, 3));
      open.commit();
    }
    // the marker is an offset too
    assertThat(resolve(topic, "stop: end")).containsExactly(range(0, 0, 4));
  }

  @Test
  void aTopicThatLostItsBeginningIsRefusedWhereTheBeginningIsWanted() {
    String topic = hourly("gap");
    Topics.deleteBefore(topic, 0, 2);
    assertThatThrownBy(() -> resolve(topic, "start: 2026-01-01T11:00:00Z"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(topic)
        .hasMessageContaining("partition 0")
        .hasMessageContaining("offset 2")
        .hasMessageContaining("allow_gap: true");
    PartitionRange left = new PartitionRange(0, 2, 2, NO_END);
    assertThat(resolve(topic, "start: 2026-01-01T11:00:00Z\n  allow_gap: true"))
        .containsExactly(left);
    assertThat(resolve(topic, "start: earliest")).containsExactly(left);
  }

  @Test
  void aTopicThatLostAllItsRecordsIsRefusedInWordsThatAreTrue() {
    String topic = hourly("emptied");
    Topics.deleteBefore(topic, 0, 3);
    assertThatThrownBy(() -> resolve(topic, "start: 2026-01-01T11:00:00Z"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("holds no record any more");
    assertThat(resolve(topic, "start: 2026-01-01T11:00:00Z\n  allow_gap: true"))
        .containsExactly(new PartitionRange(0, 3, 3, NO_END));
  }

  @Test
  void aCommittedOffsetThatIsNoLongerKeptIsAGapToo() {
    String topic = hourly("committed-gap");
    String group = "group-of-" + topic;
    Topics.commit(group, topic, 0, 1);
    Topics.deleteBefore(topic, 0, 2);
    String live = "start: committed\n  consumer: {group.id: %s}".formatted(group);
    assertThatThrownBy(() -> resolve(topic, live))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(topic)
        .hasMessageContaining("allow_gap: true");
    assertThat(resolve(topic, live + "\n  allow_gap: true"))
        .containsExactly(new PartitionRange(0, 2, 2, NO_END));
  }

  /** Three records, stamped 10:00, 11:00 and 12:00. */
  private static String hourly(String name) {
    String topic = TestBroker.topic(name, 1);
    for (String hour : List.of(TEN, ELEVEN, TWELVE)) {
      Topics.publishAt(topic, 0, hour, hour);
    }
    return topic;
  }

  private static List<PartitionRange> resolve(String topic, String live) {
    Definition definition =
        DefinitionReader.parse(
            """
            name: offsets
            stream: {schema: {at: timestamp}, event_time: at}
            live:
              topic: %s
              bootstrap_servers: "%s"
              %s
            sinks: [{type: WriteToJson, config: {path: out/rows}}]
            """
                .formatted(topic, TestBroker.servers(), live),
            Path.of(""),
            Runs.noVariables());
    return LiveTopics.resolve(
            definition,
            definition.liveSide().orElseThrow(),
            definition.cutover().at(),
            TestBroker.servers())
        .partitions();
  }

  private static PartitionRange range(int partition, long start, long end) {
    return new PartitionRange(partition, 0, start, end);
  }
}
