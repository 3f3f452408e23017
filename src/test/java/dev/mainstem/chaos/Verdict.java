package dev.mainstem.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Holds what a run wrote against what its feed says that it must have written. */
final class Verdict {

  private final Feed feed;
  private final Path folder;
  private final Map<Path, FileTime> finished = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private boolean foundDoubled;

  Verdict(Feed feed, Path folder) {
    this.feed = feed;
    this.folder = folder;
  }

  /** Notes what files are finished: they have to stay as they are. */
  void noteFinishedFiles() throws IOException {
    finished.putAll(finishedFiles());
  }

  /** Of each file that looks finished, when it was written. */
  private Map<Path, FileTime> finishedFiles() throws IOException {
    Map<Path, FileTime> written = new HashMap<>();
    if (Files.exists(folder.resolve("out"))) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder.resolve("out"), "*.jsonl")) {
        for (Path file : files) {
          written.put(file, Files.getLastModifiedTime(file));
        }
      }
    }
    return written;
  }

  /**
   * What is wrong; nothing if all is right.
   *
   * @param servers where the topic is that has the records too; empty if it doesn't count
   */
  List<String> problems(String servers, String topic) throws IOException {
    each(
        "records", feed.owned, Runs.rows(folder, "out/records").stream().map(Verdict::id).toList());
    each(
        "rejected",
        feed.badLines.stream().map(String::valueOf).toList(),
        Runs.rows(folder, "out/rejected").stream()
            .map(row -> row.path("position").path("line").asText())
            .toList());
    windows();
    if (!finishedFiles().entrySet().containsAll(finished.entrySet())) {
      problems.add("files: some that were finished were written again");
    }
    if (!servers.isEmpty()) {
      each("topic", feed.owned, messages(servers, topic));
    }
    return problems;
  }

  /** Whether anything was there twice. */
  boolean foundDoubled() {
    return foundDoubled;
  }

  private static String id(JsonNode row) {
    return "%s/%s/%s"
        .formatted(
            row.path("source").asText(),
            row.path("partition").asText(),
            row.path("number").asText());
  }

  /** Each of what is expected must have been found once, and nothing else. */
  private void each(String where, Collection<String> expected, Collection<String> found) {
    Map<String, Integer> counts = new HashMap<>();
    found.forEach(id -> counts.merge(id, 1, Integer::sum));
    long lost = expected.stream().filter(id -> !counts.containsKey(id)).count();
    long doubled = counts.values().stream().filter(count -> count > 1).count();
    foundDoubled |= doubled > 0;
    counts.keySet().removeAll(new HashSet<>(expected));
    if (lost + doubled + counts.size() > 0) {
      problems.add(
          "%s: %,d lost, %,d doubled, %,d that should not be there"
              .formatted(where, lost, doubled, counts.size()));
    }
  }

  private void windows() {
    List<JsonNode> rows = Runs.rows(folder, "out/windows");
    each("windows", feed.windows.keySet(), rows.stream().map(Verdict::window).toList());
    long wrong = rows.stream().filter(row -> !isRight(row)).count();
    if (wrong > 0) {
      problems.add("windows: %,d have other totals than were computed offline".formatted(wrong));
    }
  }

  /** Whether a window's row has its totals; one that should not be there was told of already. */
  private boolean isRight(JsonNode row) {
    Feed.Totals totals = feed.windows.get(window(row));
    return totals == null || totals.are(row);
  }

  private static String window(JsonNode row) {
    return row.path("window_start").asText() + "/" + row.path("source").asText();
  }

  private static List<String> messages(String servers, String topic) {
    List<String> ids = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          ids.add(id(Runs.json(new String(record.value(), StandardCharsets.UTF_8))));
        }
      }
    }
    return ids;
  }
}
