package dev.mainstem.launch;

import dev.mainstem.live.NewestOffsets;
import dev.mainstem.record.EventTimeSpan;
import dev.mainstem.record.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * What the stages of a run counted, by the names of their counters.
 *
 * @param byName sorted by name
 * @param times the oldest and newest event times, by what stages noted them for
 * @param offsets the newest offset that was read of each partition of the topic
 */
public record Counts(
    Map<String, Long> byName, Map<String, TimeSpan> times, Map<Integer, Long> offsets) {

  /** What Beam calls the rows that a window did not take any more. */
  private static final String DROPPED = "droppedDueToLateness";

  public Counts {
    byName = java.util.Collections.unmodifiableMap(new TreeMap<>(byName));
    times = Map.copyOf(times);
    offsets = Map.copyOf(offsets);
  }

  /** Counts of a run that has read no message. */
  public Counts(Map<String, Long> byName, Map<String, TimeSpan> times) {
    this(byName, times, Map.of());
  }

  /** The counts of a job. */
  static Counts of(MetricResults metrics) {
    Map<String, Long> counts = new TreeMap<>();
    MetricQueryResults own =
        metrics.queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.inNamespace(Tally.NAMESPACE))
                .build());
    for (MetricResult<Long> counter : own.getCounters()) {
      if (counts(counter)) {
        counts.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
      }
    }
    for (MetricResult<Long> counter :
        metrics.queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      if (counter.getName().getName().equals(DROPPED) && counts(counter)) {
        counts.merge(Tally.LATE, counter.getAttempted(), Long::sum);
      }
    }
    return new Counts(counts, times(own), offsets(own));
  }

  /** Rows that are looked at once more, apart from the stream, were counted there. */
  private static boolean counts(MetricResult<Long> counter) {
    return !counter.getKey().stepName().startsWith(Tally.APART);
  }

  private static Map<String, TimeSpan> times(MetricQueryResults own) {
    Map<String, TimeSpan> times = new TreeMap<>();
    String suffix = Tally.SEPARATOR + EventTimeSpan.WHAT;
    for (MetricResult<DistributionResult> noted : own.getDistributions()) {
      DistributionResult value = noted.getAttempted();
      String name = noted.getName().getName();
      if (name.endsWith(suffix) && value.getCount() > 0) {
        times.merge(
            name.substring(0, name.length() - suffix.length()),
            TimeSpan.of(value.getMin(), value.getMax(), value.getCount()),
            TimeSpan::with);
      }
    }
    return times;
  }

  private static Map<Integer, Long> offsets(MetricQueryResults own) {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (MetricResult<DistributionResult> noted : own.getDistributions()) {
      String name = noted.getName().getName();
      if (name.startsWith(NewestOffsets.PREFIX) && noted.getAttempted().getCount() > 0) {
        int partition = Integer.parseInt(name.substring(NewestOffsets.PREFIX.length()));
        offsets.merge(partition, noted.getAttempted().getMax(), Math::max);
      }
    }
    return offsets;
  }

  /** A count of a stage; 0 if it counted none. */
  public long of(String stage, String what) {
    return byName.getOrDefault(stage + Tally.SEPARATOR + what, 0L);
  }

  /** The event times that a stage noted; nothing if it noted none. */
  public Optional<TimeSpan> times(String stage, String what) {
    return Optional.ofNullable(times.get(stage + Tally.SEPARATOR + what));
  }

  /** The rows that windows, or stages before them, dropped because they came too late. */
  public long late() {
    return byName.getOrDefault(Tally.LATE, 0L) + sumOf(Tally.SEPARATOR + Tally.LATE);
  }

  /** How many results the windows of all steps have given. */
  public long results() {
    return sumOf(Tally.SEPARATOR + Tally.RESULTS);
  }

  private long sumOf(String suffix) {
    return byName.entrySet().stream()
        .filter(count -> count.getKey().endsWith(suffix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many records each stage rejected, by stage and rule. */
  public Map<String, Long> rejected() {
    String infix = Tally.SEPARATOR + "rejected" + Tally.SEPARATOR;
    Map<String, Long> rejected = new TreeMap<>();
    byName.forEach(
        (name, count) -> {
          int at = name.indexOf(infix);
          if (at >= 0) {
            rejected.put(name.substring(0, at) + ": " + name.substring(at + infix.length()), count);
          }
        });
    return rejected;
  }
}
