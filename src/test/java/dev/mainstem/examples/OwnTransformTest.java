package dev.mainstem.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transform of one's own, found on the class path, is a step of a definition. */
class OwnTransformTest {

  private static final String HISTORY =
      """
      id,t,name,day,rate
      1,2026-01-01T10:00:00Z,Anna,2026-01-01,1.5
      2,2026-01-01T10:30:00Z,,2026-01-02,2
      3,2026-01-01T11:00:00Z,Al,2026-01-03,3
      """;

  @TempDir Path folder;

  @Test
  void maskingOnTheDirectRunner() {
    Runs.write(folder, "history.csv", HISTORY);
    Runs.onDirect(folder, definition("history: {path: history.csv}"));
    assertMasked();
  }

  @Test
  void maskingOnFlinkOfBothSides() {
    String topic = TestBroker.topic("mask", 1);
    Topics.publishAt(
        topic,
        0,
        "2026-01-01T11:00:00Z",
        "{\"id\":3,\"t\":\"2026-01-01T11:00:00Z\",\"name\":\"Al\",\"day\":\"2026-01-03\",\"rate\":3}");
    Runs.write(folder, "history.csv", HISTORY);
    Runs.onFlink(
        folder,
        definition(
            """
            history: {path: history.csv}
            live: {topic: %s, bootstrap_servers: "%s", stop: end}
            cutover: {at: 2026-01-01T11:00:00Z}
            """
                .formatted(topic, TestBroker.servers())));
    assertMasked();
  }

  private void assertMasked() {
    assertThat(Runs.lines(folder, "out/masked"))
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"t\":\"2026-01-01T10:00:00Z\",\"name\":\"An**\",\"day\":\"2026-01-01\","
                + "\"rate\":1.5}",
            "{\"id\":2,\"t\":\"2026-01-01T10:30:00Z\",\"name\":null,\"day\":\"2026-01-02\","
                + "\"rate\":2}",
            "{\"id\":3,\"t\":\"2026-01-01T11:00:00Z\",\"name\":\"Al\",\"day\":\"2026-01-03\","
                + "\"rate\":3}");
    assertThat(Runs.lines(folder, "out/counted"))
        .containsExactlyInAnyOrder(
            counted("\"A***\"", 1, 10), counted("null", 1, 10), counted("\"A*\"", 1, 11));
  }

  private static String counted(String name, int n, int hour) {
    return ("{\"name\":%s,\"n\":%d,\"window_start\":\"2026-01-01T%d:00:00Z\","
            + "\"window_end\":\"2026-01-01T%d:00:00Z\"}")
        .formatted(name, n, hour, hour + 1);
  }

  private static String definition(String sides) {
    return """
    name: mask
    stream:
      schema: {id: int64, t: timestamp, name: "string?", day: date, rate: decimal}
      event_time: t
      max_out_of_orderness: 2h
    windowing: {type: fixed, size: 1h}
    transforms:
      - name: masked
        type: "beam:schematransform:com.example:mask:v1"
        config: {field: name, keep: 2}
      - {type: Combine, input: stream, config: {group_by: name, combine: {n: count}}}
      - name: counted
        type: "beam:schematransform:com.example:mask:v1"
        config: {field: name}
    sinks:
      - {type: WriteToJson, input: masked, config: {path: out/masked}}
      - {type: WriteToJson, input: counted, config: {path: out/counted}}
    """
        + sides;
  }
}
