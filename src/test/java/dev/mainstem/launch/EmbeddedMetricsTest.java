package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** What tasks tell of themselves, under the names that Flink and Beam give it. */
class EmbeddedMetricsTest {

  private static final String ROWS = "mainstem.live/rows";
  private static final String WATERMARK = "currentInputWatermark";
  private static final long ONE = Instant.parse("2026-01-01T01:00:00Z").toEpochMilli();

  private final EmbeddedMetrics metrics = new EmbeddedMetrics(Set.of("last", "alone"));

  @Test
  void whatTheTasksOfAStepHaveCountedIsAddedUp() {
    add(counter(3), ROWS, operator("v", 0, "first"));
    add(counter(4), ROWS, operator("v", 1, "first"));
    add(counter(9), "numRecordsIn", operator("v", 0, "first"));
    String late = "org.apache.beam.runners.core.LateDataDroppingDoFnRunner.droppedDueToLateness";
    add(counter(2), late, operator("w", 0, "first"));
    String rule = "mainstem.live/rejected/a b: c.d, e";
    add(counter(1), rule, operator("v", 0, "first"));

    assertThat(metrics.look().counts().byName())
        .isEqualTo(Map.of("live/rows", 7L, "late", 2L, "live/rejected/a b: c.d, e", 1L));
  }

  @Test
  void whatAnotherProgramHasCountedIsNotOurs() {
    add(counter(3), "mainstem-demo.live/rows", operator("v", 0, "first"));

    assertThat(metrics.look().counts().byName()).isEmpty();
  }

  /** Flink cuts the name of an operator that has more than 80 characters. */
  @Test
  void twoOperatorsOfOneNameAreTwo() {
    add(counter(3), ROWS, operator("v", 0, "first"));
    add(counter(4), ROWS, operator("v", 0, "first", "another"));

    assertThat(metrics.look().counts().of("live", "rows")).isEqualTo(7);
  }

  @Test
  void whatTheyHaveNotedOfTimesIsPutTogether() {
    String times = "mainstem.live/owned/event_time";
    add(noted(1000, 3000, 3), times, operator("v", 0, "first"));
    add(noted(2000, 9000, 4), times, operator("v", 1, "first"));

    assertThat(metrics.look().counts().times("live", "owned")).contains(TimeSpan.of(1000, 9000, 7));
  }

  @Test
  void whatATaskHasCountedCountsWhenItHasEnded() {
    Metric counted = counter(3);
    add(counted, ROWS, operator("v", 0, "first"));
    metrics.notifyOfRemovedMetric(counted, ROWS, operator("v", 0, "first"));

    assertThat(metrics.look().counts().of("live", "rows")).isEqualTo(3);
  }

  @Test
  void whereATaskBeginsAgainWhatItCountedBeforeIsForgotten() {
    add(counter(3), ROWS, operator("v", 0, "first"));
    add(counter(5), "mainstem.live/rejected/rule", operator("v", 0, "first"));
    add(counter(4), ROWS, operator("v", 1, "first"));
    add(counter(1), ROWS, operator("v", 0, "second"));

    assertThat(metrics.look().counts().byName()).isEqualTo(Map.of("live/rows", 5L));
  }

  @Test
  void eventTimeIsThatWhichAllOfTheLastTasksHaveReached() {
    add(gauge(ONE + 2), WATERMARK, task("last", 0));
    add(gauge(ONE), WATERMARK, task("last", 1));
    add(gauge(ONE + 1), WATERMARK, task("alone", 0));
    add(gauge(ONE - 1), WATERMARK, task("before", 0));
    add(gauge(ONE - 1), WATERMARK, operator("last", 0, "first"));

    assertThat(metrics.look().watermark()).isEqualTo(Instant.ofEpochMilli(ONE));
  }

  @Test
  void whileOneOfTheLastVerticesHasToldNothingEventTimeHasNotBegun() {
    add(gauge(ONE), WATERMARK, task("last", 0));

    assertThat(metrics.look().watermark()).isNull();
  }

  @Test
  void theJobTellsItsCheckpointsAndRestarts() {
    assertThat(metrics.look().checkpoints()).isZero();
    add(gauge(3L), "numberOfCompletedCheckpoints", of(Map.of("<job_id>", "j")));
    add(gauge(2L), "numRestarts", of(Map.of("<job_id>", "j")));

    assertThat(metrics.look().checkpoints()).isEqualTo(3);
    assertThat(metrics.look().restarts()).isEqualTo(2);
  }

  private void add(Metric metric, String name, MetricGroup group) {
    metrics.notifyOfAddedMetric(metric, name, group);
  }

  private static Metric counter(long counted) {
    SimpleCounter counter = new SimpleCounter();
    counter.inc(counted);
    return counter;
  }

  private static Metric gauge(long value) {
    return (Gauge<Long>) () -> value;
  }

  private static Metric noted(long min, long max, long count) {
    return (Gauge<DistributionResult>) () -> DistributionResult.create(0, count, min, max);
  }

  private static MetricGroup task(String vertex, int subtask) {
    return of(variables(vertex, subtask, "first"));
  }

  private static MetricGroup operator(String vertex, int subtask, String attempt) {
    return operator(vertex, subtask, attempt, "one");
  }

  private static MetricGroup operator(String vertex, int subtask, String attempt, String id) {
    Map<String, String> variables = new HashMap<>(variables(vertex, subtask, attempt));
    variables.putAll(Map.of("<operator_id>", id, "<operator_name>", "step"));
    return of(variables);
  }

  private static Map<String, String> variables(String vertex, int subtask, String attempt) {
    String index = Integer.toString(subtask);
    return Map.of("<task_id>", vertex, "<subtask_index>", index, "<task_attempt_id>", attempt);
  }

  private static MetricGroup of(Map<String, String> variables) {
    return new UnregisteredMetricsGroup() {
      @Override
      public Map<String, String> getAllVariables() {
        return variables;
      }
    };
  }
}
