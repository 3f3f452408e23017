package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.metrics.DefaultMetricResults;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.runners.flink.metrics.FlinkMetricContainer;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;

/**
 * Beam's counters of a job, as Flink gives them: all of them are one accumulator.
 *
 * <p>The runner's own result would read them with Flink's class loader, which knows no Beam where
 * Flink started us, and then answer that nothing was counted.
 */
final class FlinkMetrics {

  private FlinkMetrics() {}

  /**
   * Reads the counters; a job that ended before its first bundle has none.
   *
   * @param accumulators the answer of {@code /jobs/ID/accumulators?includeSerializedValue=true}
   * @throws EnvironmentException if they can't be read
   */
  static MetricResults read(JsonNode accumulators) {
    JsonNode value =
        accumulators
            .path("serialized-user-task-accumulators")
            .path(FlinkMetricContainer.ACCUMULATOR_NAME);
    try {
      return value.isMissingNode()
          ? results(new MetricsContainerStepMap())
          : results(SerializedValue.fromBytes(value.binaryValue()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The same, of accumulators by their names. */
  static MetricResults of(Map<String, SerializedValue<OptionalFailure<Object>>> accumulators) {
    SerializedValue<OptionalFailure<Object>> value =
        accumulators.get(FlinkMetricContainer.ACCUMULATOR_NAME);
    return value == null ? results(new MetricsContainerStepMap()) : results(value);
  }

  private static MetricResults results(SerializedValue<OptionalFailure<Object>> value) {
    try {
      Object counted = value.deserializeValue(FlinkMetrics.class.getClassLoader()).getUnchecked();
      return results((MetricsContainerStepMap) counted);
    } catch (IOException | ClassNotFoundException e) {
      throw unreadable(e);
    }
  }

  private static MetricResults results(MetricsContainerStepMap counted) {
    return MetricsContainerStepMap.asAttemptedOnlyMetricResults(counted);
  }

  private static EnvironmentException unreadable(Exception e) {
    return new EnvironmentException("can't read what Flink counted: " + e.getMessage(), e);
  }

  /**
   * The same, and what the tasks have counted that have not ended. A task that has may be in both:
   * then the greater count is the later one.
   */
  static MetricResults with(FlinkTaskMetrics tasks, MetricResults ended) {
    Map<MetricKey, Long> counters = new HashMap<>();
    Map<MetricKey, DistributionResult> distributions = new HashMap<>();
    Map<String, MetricKey> exact = new HashMap<>();
    MetricQueryResults known = ended.queryMetrics(MetricsFilter.builder().build());
    known.getCounters().forEach(m -> counters.put(named(m.getKey(), exact), m.getAttempted()));
    known
        .getDistributions()
        .forEach(m -> distributions.put(named(m.getKey(), exact), m.getAttempted()));
    tasks.counters().forEach((key, n) -> counters.merge(named(key, exact), n, Math::max));
    tasks
        .distributions()
        .forEach((key, d) -> distributions.merge(named(key, exact), d, FlinkMetrics::wider));
    return results(counters, distributions);
  }

  /** Counters and distributions as Beam gives them. */
  static MetricResults results(
      Map<MetricKey, Long> counters, Map<MetricKey, DistributionResult> distributions) {
    return new DefaultMetricResults(
        results(counters), results(distributions), List.of(), List.of(), List.of(), List.of());
  }

  private static MetricKey named(MetricKey key, Map<String, MetricKey> exact) {
    MetricName name = key.metricName();
    exact.put(FlinkTaskMetrics.key(key.stepName(), name.getNamespace(), name.getName()), key);
    return key;
  }

  private static MetricKey named(String key, Map<String, MetricKey> exact) {
    List<String> words = FlinkTaskMetrics.words(key);
    MetricKey likely = MetricKey.create(words.get(0), MetricName.named(words.get(1), words.get(2)));
    return exact.getOrDefault(key, likely);
  }

  private static DistributionResult wider(DistributionResult a, DistributionResult b) {
    return DistributionResult.create(
        Math.max(a.getSum(), b.getSum()),
        Math.max(a.getCount(), b.getCount()),
        Math.min(a.getMin(), b.getMin()),
        Math.max(a.getMax(), b.getMax()));
  }

  private static <T> List<MetricResult<T>> results(Map<MetricKey, T> values) {
    return values.entrySet().stream()
        .map(value -> MetricResult.attempted(value.getKey(), value.getValue()))
        .toList();
  }
}
