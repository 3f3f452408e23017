package dev.mainstem.launch;

import dev.mainstem.record.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.metrics.MetricNames;
import org.apache.flink.runtime.metrics.scope.ScopeFormat;
import org.jspecify.annotations.Nullable;

/**
 * How far the job of a Flink inside this process is, by the metrics of its tasks, which are at hand
 * there. The REST API tells the same to others; its first answers take half a second of CPU time.
 *
 * <p>What a task has told last stays when it has ended. Where it begins again after a failure, what
 * it tells anew takes the place of that.
 *
 * <p>Thread-safe.
 */
final class EmbeddedMetrics implements MetricReporter {

  private static final String CHECKPOINTS = "numberOfCompletedCheckpoints";
  private static final String OWN = Tally.NAMESPACE + ".";

  private final Set<String> lastVertices;
  private final Map<Task, Attempt> tasks = new ConcurrentHashMap<>();
  private final Map<String, Gauge<?>> ofJob = new ConcurrentHashMap<>();

  private record Task(String vertex, String subtask) {}

  /** A metric of an operator; of two operators, names may be cut to the same. */
  private record OperatorMetric(String operator, MetricKey key) {}

  /** What a task tells that has begun once, or once more. */
  private static final class Attempt {

    private final String id;
    private final Map<OperatorMetric, Metric> counts = new ConcurrentHashMap<>();
    private volatile @Nullable Gauge<?> watermark;

    Attempt(String id) {
      this.id = id;
    }
  }

  /**
   * Metrics of a job that has not begun.
   *
   * @param lastVertices the ids of the vertices whose output no other one takes
   */
  EmbeddedMetrics(Set<String> lastVertices) {
    this.lastVertices = lastVertices;
  }

  @Override
  public void open(MetricConfig config) {
    // nothing is told to anybody else
  }

  @Override
  public void close() {
    // what was told last can still be looked at
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (FlinkTaskMetrics.isWanted(name, OWN)) {
      addCount(metric, name, group.getAllVariables());
    } else if (metric instanceof Gauge<?> gauge) {
      addGauge(gauge, name, group);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // what a task has counted counts when it has ended, too
  }

  private void addGauge(Gauge<?> gauge, String name, MetricGroup group) {
    if (name.equals(CHECKPOINTS) || name.equals(MetricNames.NUM_RESTARTS)) {
      ofJob.put(name, gauge);
    } else if (name.equals(MetricNames.IO_CURRENT_INPUT_WATERMARK)) {
      addWatermark(gauge, group.getAllVariables());
    }
  }

  private void addCount(Metric metric, String name, Map<String, String> of) {
    String operator = of.getOrDefault(ScopeFormat.SCOPE_OPERATOR_ID, "");
    MetricKey key = key(of.getOrDefault(ScopeFormat.SCOPE_OPERATOR_NAME, ""), name);
    attempt(of).counts.put(new OperatorMetric(operator, key), metric);
  }

  /** Each operator has a watermark too: only that of its task is wanted. */
  private void addWatermark(Gauge<?> watermark, Map<String, String> of) {
    if (!of.containsKey(ScopeFormat.SCOPE_OPERATOR_ID)) {
      attempt(of).watermark = watermark;
    }
  }

  private Attempt attempt(Map<String, String> of) {
    String id = of.getOrDefault(ScopeFormat.SCOPE_TASK_ATTEMPT_ID, "");
    Task task =
        new Task(
            of.getOrDefault(ScopeFormat.SCOPE_TASK_VERTEX_ID, ""),
            of.getOrDefault(ScopeFormat.SCOPE_TASK_SUBTASK_INDEX, ""));
    return tasks.compute(
        task, (t, known) -> known != null && known.id.equals(id) ? known : new Attempt(id));
  }

  /** Beam puts a dot between the namespace and the name of a metric. */
  private static MetricKey key(String step, String metric) {
    int dot = metric.startsWith(OWN) ? Tally.NAMESPACE.length() : metric.lastIndexOf('.');
    return MetricKey.create(
        step, MetricName.named(metric.substring(0, dot), metric.substring(dot + 1)));
  }

  /** How far the job is. */
  JobState look() {
    return new JobState(
        Counts.of(counted()),
        eventTime().orElse(null),
        valueOf(ofJob.get(CHECKPOINTS), 0),
        valueOf(ofJob.get(MetricNames.NUM_RESTARTS), 0));
  }

  private MetricResults counted() {
    Map<MetricKey, Long> counters = new HashMap<>();
    Map<MetricKey, DistributionResult> distributions = new HashMap<>();
    for (Attempt attempt : tasks.values()) {
      attempt.counts.forEach(
          (of, metric) -> {
            if (metric instanceof Counter counter) {
              counters.merge(of.key, counter.getCount(), Long::sum);
            } else if (metric instanceof Gauge<?> gauge
                && gauge.getValue() instanceof DistributionResult value) {
              distributions.merge(of.key, value, FlinkTaskMetrics::together);
            }
          });
    }
    return FlinkMetrics.results(counters, distributions);
  }

  /** How far event time is in all tasks of the last vertices that have begun, if it has. */
  private Optional<Instant> eventTime() {
    long oldest = Long.MAX_VALUE;
    for (String vertex : lastVertices) {
      oldest = Math.min(oldest, eventTime(vertex));
    }
    return LastVertices.eventTime(oldest);
  }

  private long eventTime(String vertex) {
    return tasks.entrySet().stream()
        .filter(task -> task.getKey().vertex.equals(vertex))
        .mapToLong(task -> valueOf(task.getValue().watermark, Long.MIN_VALUE))
        .min()
        .orElse(Long.MIN_VALUE);
  }

  private static long valueOf(@Nullable Gauge<?> gauge, long otherwise) {
    return gauge != null && gauge.getValue() instanceof Number value
        ? value.longValue()
        : otherwise;
  }
}
