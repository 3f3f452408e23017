package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * The vertices of a job whose output no other one takes: what has come to them has come through.
 *
 * <p>Thread-safe.
 */
final class LastVertices {

  private static final long END_OF_TIME = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
  private static final long START_OF_TIME = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

  private final FlinkJob job;
  private Set<String> ids = Set.of();

  LastVertices(FlinkJob job) {
    this.job = job;
  }

  /** How far event time is in all of them; nothing where it has not begun, or is at its end. */
  Optional<Instant> eventTime() throws InterruptedException {
    long oldest = END_OF_TIME;
    for (String vertex : ids()) {
      oldest = Math.min(oldest, watermark(vertex));
    }
    return eventTime(oldest);
  }

  /** What a watermark says; nothing where it is at the beginning of time, or at its end. */
  static Optional<Instant> eventTime(long watermark) {
    return watermark > START_OF_TIME && watermark < END_OF_TIME
        ? Optional.of(Instant.ofEpochMilli(watermark))
        : Optional.empty();
  }

  /** How far event time is in all tasks of a vertex; the beginning of time if none tells. */
  private long watermark(String vertex) throws InterruptedException {
    long oldest = Long.MAX_VALUE;
    for (JsonNode watermark : job.get("/vertices/" + vertex + "/watermarks")) {
      oldest = Math.min(oldest, watermark.path("value").asLong(Long.MIN_VALUE));
    }
    return oldest == Long.MAX_VALUE ? Long.MIN_VALUE : oldest;
  }

  private synchronized Set<String> ids() throws InterruptedException {
    if (ids.isEmpty()) {
      ids = find();
    }
    return ids;
  }

  private Set<String> find() throws InterruptedException {
    Set<String> all = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode node : job.get("/plan").path("plan").path("nodes")) {
      all.add(node.path("id").asText());
      node.path("inputs").forEach(input -> taken.add(input.path("id").asText()));
    }
    all.removeAll(taken);
    return all;
  }
}
