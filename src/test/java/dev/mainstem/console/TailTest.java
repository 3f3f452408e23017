package dev.mainstem.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.sinks.Sink;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The end of a topic, as the page reads it. */
class TailTest {

  private static TopicTail tail(String topic) {
    return new TopicTail(
        new Sink.TopicTarget("sinks[0]", topic, TestBroker.servers(), Map.of("linger.ms", "5")),
        "");
  }

  @Test
  void messagesComeAsTheyAreCommitted() {
    String topic = TestBroker.topic("tail", 1);
    TestBroker.publish(topic, "a");
    try (TopicTail tail = tail(topic);
        Topics.OpenTransaction open = Topics.begin(topic, "b")) {
      assertThat(tail.lines()).containsExactly("a");
      open.commit();
      assertThat(tail.lines()).containsExactly("a", "b");
      Topics.publishAborted(topic, "c");
      assertThat(tail.lines()).containsExactly("a", "b");
    }
  }

  @Test
  void ofALongTopicOnlyTheEndIsRead() {
    String topic = TestBroker.topic("tail", 2);
    String[] many = new String[3 * Tail.MOST];
    for (int i = 0; i < many.length; i++) {
      many[i] = Integer.toString(i);
    }
    TestBroker.publish(topic, many);
    try (TopicTail tail = tail(topic)) {
      assertThat(tail.lines())
          .hasSizeLessThanOrEqualTo(Tail.MOST)
          .contains(many[many.length - 1])
          .doesNotContain("0");
    }
  }
}
