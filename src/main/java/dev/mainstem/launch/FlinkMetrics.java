package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.runners.flink.metrics.FlinkMetricContainer;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OptionalFailure;

/**
 * Beam's counters of a job, as Flink's REST API gives them: all of them are one accumulator.
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
      return MetricsContainerStepMap.asAttemptedOnlyMetricResults(
          value.isMissingNode() ? new MetricsContainerStepMap() : deserialize(value.binaryValue()));
    } catch (IOException | ClassNotFoundException e) {
      throw new EnvironmentException("can't read what Flink counted: " + e.getMessage(), e);
    }
  }

  private static MetricsContainerStepMap deserialize(byte[] bytes)
      throws IOException, ClassNotFoundException {
    OptionalFailure<MetricsContainerStepMap> value =
        InstantiationUtil.deserializeObject(bytes, FlinkMetrics.class.getClassLoader());
    return value.getUnchecked();
  }
}
