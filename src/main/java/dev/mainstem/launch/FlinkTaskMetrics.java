package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.record.Tally;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.beam.sdk.metrics.DistributionResult;

/**
 * What the tasks of a job have counted that are still at work. Beam adds the counts of a task to
 * those of the job only when the task ends, which in an endless job is never; until then they are
 * metrics of its operators, under names in which Flink has replaced some characters.
 *
 * <p>For one look; not thread-safe.
 */
final class FlinkTaskMetrics {

  /** What Beam counts itself that we tell, beside our own. */
  private static final String DROPPED = "droppedDueToLateness";

  private static final String OWN = Tally.NAMESPACE + "_";

  /** Of a request's first line, of which Flink takes 4,096 bytes. */
  private static final int MAX_QUERY = 3_000;

  private static final Pattern DISTRIBUTION =
      Pattern.compile(
          "DistributionResult\\{sum=(-?\\d+), count=(\\d+), min=(-?\\d+), max=(-?\\d+)}");

  private final Map<String, Long> counters = new TreeMap<>();
  private final Map<String, DistributionResult> distributions = new TreeMap<>();

  private FlinkTaskMetrics() {}

  /** The metrics of all vertices but those whose tasks have all ended. */
  static FlinkTaskMetrics of(FlinkJob job) throws InterruptedException {
    FlinkTaskMetrics metrics = new FlinkTaskMetrics();
    for (JsonNode vertex : job.get("").path("vertices")) {
      if (!vertex.path("status").asText().equals("FINISHED")) {
        String path = "/vertices/" + vertex.path("id").asText();
        metrics.add(job, path, vertex.path("parallelism").asInt());
      }
    }
    return metrics;
  }

  private void add(FlinkJob job, String vertex, int parallelism) throws InterruptedException {
    String sums = vertex + "/subtasks/metrics?agg=sum";
    List<String> names = new ArrayList<>();
    for (JsonNode metric : job.get(sums)) {
      String name = metric.path("id").asText();
      // that of an operator, a dot, and that of the metric
      if (isWanted(name.substring(name.indexOf('.') + 1), OWN)) {
        names.add(name);
      }
    }
    for (JsonNode metric : values(job, sums + "&get=", names)) {
      names.remove(metric.path("id").asText());
      counters.merge(metric.path("id").asText(), metric.path("sum").asLong(), Long::sum);
    }
    addDistributions(job, vertex, names, parallelism);
  }

  /** What is no number can't be summed by Flink. */
  private void addDistributions(FlinkJob job, String vertex, List<String> names, int parallelism)
      throws InterruptedException {
    List<String> ofSubtasks =
        names.stream()
            .flatMap(name -> IntStream.range(0, parallelism).mapToObj(i -> i + "." + name))
            .toList();
    for (JsonNode metric : values(job, vertex + "/metrics?get=", ofSubtasks)) {
      Matcher value = DISTRIBUTION.matcher(metric.path("value").asText());
      String id = metric.path("id").asText();
      if (value.matches()) {
        distributions.merge(
            id.substring(id.indexOf('.') + 1),
            DistributionResult.create(
                Long.parseLong(value.group(1)),
                Long.parseLong(value.group(2)),
                Long.parseLong(value.group(3)),
                Long.parseLong(value.group(4))),
            FlinkTaskMetrics::together);
      }
    }
  }

  private static List<JsonNode> values(FlinkJob job, String path, List<String> names)
      throws InterruptedException {
    List<JsonNode> values = new ArrayList<>();
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      query.append(query.isEmpty() ? "" : ",");
      query.append(URLEncoder.encode(names.get(i), StandardCharsets.UTF_8));
      if (query.length() > MAX_QUERY || i == names.size() - 1) {
        job.get(path + query).forEach(values::add);
        query.setLength(0);
      }
    }
    return values;
  }

  /** The values of both as one, of which none is in the other. */
  static DistributionResult together(DistributionResult a, DistributionResult b) {
    return DistributionResult.create(
        a.getSum() + b.getSum(),
        a.getCount() + b.getCount(),
        Math.min(a.getMin(), b.getMin()),
        Math.max(a.getMax(), b.getMax()));
  }

  /**
   * Whether a metric of an operator is one of those that we tell.
   *
   * @param own what the names of our own begin with
   */
  static boolean isWanted(String metric, String own) {
    return metric.startsWith(own) || metric.endsWith(DROPPED);
  }

  /** The counters, by {@link #key}. */
  Map<String, Long> counters() {
    return counters;
  }

  /** The distributions, by {@link #key}. */
  Map<String, DistributionResult> distributions() {
    return distributions;
  }

  /** How Flink names a metric of Beam's. */
  static String key(String step, String namespace, String name) {
    return replaced(step) + "." + replaced(namespace + "." + name);
  }

  private static String replaced(String text) {
    return text.replaceAll("[ .:,]", "_");
  }

  /** The step, namespace and name that a key most likely stands for. */
  static List<String> words(String key) {
    int dot = key.indexOf('.');
    String step = key.substring(0, dot);
    String metric = key.substring(dot + 1);
    return metric.startsWith(OWN)
        ? List.of(step, Tally.NAMESPACE, name(metric.substring(OWN.length())))
        : List.of(step, metric.replace(DROPPED, ""), DROPPED);
  }

  /** Rules are words, most with a field before them, as in {@code ended_at: expected a date}. */
  private static String name(String replaced) {
    String before = Tally.SEPARATOR + Tally.REJECTED + Tally.SEPARATOR;
    int at = replaced.indexOf(before);
    if (at < 0) {
      return replaced;
    }
    String rule = replaced.substring(at + before.length());
    int field = rule.startsWith("expected_") ? -1 : rule.indexOf("__");
    String words = rule.substring(field < 0 ? 0 : field + 2).replace("__", ", ").replace('_', ' ');
    return replaced.substring(0, at)
        + before
        + (field < 0 ? words : rule.substring(0, field) + ": " + words);
  }
}
