package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.MessageSchema;
import dev.mainstem.live.PartitionRange;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A topic of one partition, with five messages. */
class LagTest {

  private final String topic = TestBroker.topic("lag", 1);

  LagTest() {
    TestBroker.publish(topic, "{}", "{}", "{}", "{}", "{}");
  }

  @Test
  void whatIsBehindTheNewestOffsetThatWasReadIsToGo() {
    assertThat(lag(0, PartitionRange.NO_END, false, Map.of(0, 2L))).hasValue(2);
  }

  @Test
  void ofAPartitionThatWasNotReadYetAllIsToGoFromWhereItIsRead() {
    assertThat(lag(1, PartitionRange.NO_END, false, Map.of())).hasValue(4);
  }

  @Test
  void whatComesBehindTheEndOfTheRunIsNotCounted() {
    assertThat(lag(0, 4, false, Map.of(0, 2L))).hasValue(1);
  }

  @Test
  void whatWasReadToItsEndLeavesNothing() {
    assertThat(lag(0, 4, false, Map.of(0, 4L))).hasValue(0);
  }

  @Test
  void aResumedRunKnowsNothingOfAPartitionBeforeItHasReadOfIt() {
    assertThat(lag(0, PartitionRange.NO_END, true, Map.of())).isEmpty();
    assertThat(lag(0, PartitionRange.NO_END, true, Map.of(0, 3L))).hasValue(1);
  }

  @Test
  void aBrokerThatCantBeAskedIsNoFaultBeforeSomebodyAsks() {
    try (Lag lag = Lag.of(inputs("nowhere.invalid:1", 0, 4), false).orElseThrow()) {
      assertThatThrownBy(() -> lag.of(new Counts(Map.of(), Map.of())))
          .isInstanceOf(EnvironmentException.class);
    }
  }

  @Test
  void aRunWithoutATopicHasNone() {
    assertThat(Lag.of(new Inputs(List.of(), null, Optional.empty(), ""), false)).isEmpty();
  }

  private Inputs inputs(String servers, long start, long end) {
    LiveTopic live =
        new LiveTopic(
            topic,
            Map.of("bootstrap.servers", servers),
            List.of(new PartitionRange(0, 0, start, end)),
            MessageSchema.JSON);
    return new Inputs(List.of(), null, Optional.of(live), "");
  }

  private OptionalLong lag(long start, long end, boolean resumed, Map<Integer, Long> newest) {
    Inputs inputs = inputs(TestBroker.servers(), start, end);
    try (Lag lag = Lag.of(inputs, resumed).orElseThrow()) {
      return lag.of(new Counts(Map.of(), Map.of(), newest));
    }
  }
}
