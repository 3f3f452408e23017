package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Child;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class InferCommandTest {

  @TempDir Path folder;

  @Test
  void theDraftIsAllThatIsToldWhenATopicIsLookedAt() {
    Runs.write(folder, "rows.csv", "n,at\n1,2026-01-01T10:00:00Z\n");
    String topic = TestBroker.topic("infer", 1);
    TestBroker.publish(topic, "{\"n\":2,\"at\":\"2026-01-01T11:00:00Z\"}");
    try (Child infer =
        Child.start(
            folder,
            "infer",
            "rows.csv",
            "--topic=" + topic,
            "--bootstrap-servers=" + TestBroker.servers())) {
      assertThat(infer.exitCode()).isZero();
      assertThat(infer.err()).isEmpty();
      assertThat(infer.out()).contains("of a topic", "n: int64");
    }
  }
}
