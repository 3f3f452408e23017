package dev.mainstem.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.history.HistoryFile;
import dev.mainstem.history.LookupFile;
import dev.mainstem.live.PartitionRange;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Parallelism;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of the last run beside its results, in {@code .mainstem/run.json}: what it reads,
 * to the byte and the offset, where its job runs, and how it ended. A run that is resumed reads
 * just that, whatever has been added to its inputs since.
 */
final class RunRecord {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String LIVE = "live";
  private static final String RESUMED = "resumed_at";

  private final Path file;
  private final ObjectNode json;

  private RunRecord(Path file, ObjectNode json) {
    this.file = file;
    this.json = json;
  }

  /**
   * The record of the last run of a definition, if there is one.
   *
   * @param home the folder {@code .mainstem}
   * @throws EnvironmentException if what stands there can't be read
   */
  static Optional<RunRecord> last(Path home, String definition) {
    Path file = file(home);
    try {
      if (Files.exists(file)
          && JSON.readTree(file.toFile()) instanceof ObjectNode json
          && json.path("definition").asText().equals(definition)) {
        return Optional.of(new RunRecord(file, json));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Notes a run that is about to start. */
  static RunRecord begin(
      Plan plan, Inputs inputs, Parallelism parallelism, RunFolder folder, String runner) {
    ObjectNode json = JSON.createObjectNode();
    json.put("run", folder.run());
    json.put("definition", plan.definition().name());
    json.put("runner", runner);
    StateRecord.write(parallelism.buckets(), json);
    json.put("noted_at", Instant.now().toString());
    ArrayNode files = json.putObject("history").putArray("files");
    for (HistoryFile found : inputs.files()) {
      files
          .addObject()
          .put("name", plan.definition().redact(found.name()))
          .put("bytes", found.bytes());
    }
    LookupRecord.write(plan, inputs.lookups(), json);
    inputs.topic().ifPresent(topic -> PartitionRecord.write(topic, json.putObject(LIVE)));
    if (!inputs.embeddedBroker().isEmpty()) {
      json.put("broker", inputs.embeddedBroker());
    }
    Instant at = inputs.cutover();
    if (at != null) {
      json.put("cutover", at.toString());
    }
    RunRecord record = new RunRecord(file(folder.home()), json);
    record.write();
    return record;
  }

  private static Path file(Path home) {
    return home.resolve("run.json");
  }

  /** Notes where the job of the run is. */
  void job(String id, String master) {
    json.putObject("job").put("id", id).put("master", master);
    write();
  }

  /** Notes that the run goes on. */
  void resumed(String runner) {
    json.remove(List.of("stopped", "took_ms", "counts", "seam"));
    json.put("runner", runner);
    json.put(RESUMED, Instant.now().toString());
    write();
  }

  /**
   * Notes how the run ended, and reports it.
   *
   * @param resumable whether it was stopped and can go on where it was
   */
  RunReport end(
      Plan plan, Inputs inputs, Execution.Outcome outcome, boolean resumable, Duration took) {
    RunReport report =
        new RunReport(
            plan,
            inputs,
            json.path("runner").asText(),
            outcome.counts(),
            json.has(RESUMED),
            outcome.stopped(),
            resumable,
            took,
            file);
    json.put("stopped", outcome.stopped());
    json.put("took_ms", took.toMillis());
    ObjectNode counted = json.putObject("counts");
    outcome.counts().byName().forEach(counted::put);
    report.seam().ifPresent(seam -> SeamRecord.write(seam, json.putObject("seam")));
    write();
    return report;
  }

  /** What tells the run from any other. */
  String run() {
    return json.path("run").asText();
  }

  /** Makes sure that this build reads what it keeps. */
  void checkState() {
    StateRecord.check(json);
  }

  /** The buckets that it shares out groups among. */
  GroupBuckets buckets() {
    return StateRecord.buckets(json);
  }

  /** Whether it has read its inputs to their end. */
  boolean isDone() {
    return json.has("stopped") && !json.path("stopped").asBoolean();
  }

  /** The id of its job on a cluster, if it ran on that one. */
  Optional<String> jobOn(String master) {
    JsonNode job = json.path("job");
    return job.path("master").asText().equals(master)
        ? Optional.of(job.path("id").asText())
        : Optional.empty();
  }

  /** The port of the launch's own broker, if it had one. */
  Optional<Integer> brokerPort() {
    String servers = json.path("broker").asText();
    return servers.isEmpty()
        ? Optional.empty()
        : Optional.of(Integer.valueOf(servers.substring(servers.lastIndexOf(':') + 1)));
  }

  /** The instant of its cut-over, if it has one. */
  @Nullable Instant cutover() {
    String at = json.path("cutover").asText();
    return at.isEmpty() ? null : Instant.parse(at);
  }

  /** What it reads of the partitions of its topic. */
  List<PartitionRange> partitions() {
    return PartitionRecord.read(json.path(LIVE));
  }

  /**
   * The files that it reads, out of those that are there now.
   *
   * @throws EnvironmentException if one has gone or changed, so that its rows can't be told from
   *     those that were read already
   */
  List<HistoryFile> files(Plan plan, List<HistoryFile> found) {
    Map<String, HistoryFile> byName = new HashMap<>();
    found.forEach(f -> byName.put(plan.definition().redact(f.name()), f));
    List<HistoryFile> files = new ArrayList<>();
    for (JsonNode noted : json.path("history").path("files")) {
      String name = noted.path("name").asText();
      HistoryFile now = byName.get(name);
      if (now == null || now.bytes() != noted.path("bytes").asLong()) {
        throw new EnvironmentException(
            ("%s: is not as it was when the run began, with %,d bytes, so that the run can't go on;"
                    + " put it back, or begin afresh without --resume")
                .formatted(name, noted.path("bytes").asLong()));
      }
      files.add(now);
    }
    return files;
  }

  /** Holds the files that its steps look up in to what was noted of them. */
  void checkLookups(List<LookupFile> found) {
    LookupRecord.check(json.path("lookups"), found);
  }

  /** In one piece: a launch may be killed at any moment. */
  private void write() {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      JSON.writeValue(written.toFile(), json);
      Files.move(
          written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is no JSON: " + json, e);
    } catch (IOException e) {
      throw new EnvironmentException("can't write %s: %s".formatted(file, e), e);
    }
  }
}
