package dev.mainstem.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.PartitionRange;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run did; also kept as {@code .mainstem/run.json} beside its results.
 *
 * @param runner in words
 * @param stopped whether it was told to stop before its end
 * @param took from the start of the job to its end
 * @param record the file that keeps it
 */
public record RunReport(
    Plan plan,
    Inputs inputs,
    String runner,
    Counts counts,
    boolean stopped,
    Duration took,
    Path record) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Notes a run that is about to start: what it will read, offset by offset. */
  static void start(Plan plan, Inputs inputs, RunFolder folder, String runner) {
    write(folder, found(plan, inputs, folder, runner));
  }

  /** Notes a run that has ended well. */
  static RunReport end(
      Plan plan,
      Inputs inputs,
      RunFolder folder,
      String runner,
      Execution.Outcome outcome,
      Duration took) {
    ObjectNode json = found(plan, inputs, folder, runner);
    json.put("stopped", outcome.stopped());
    json.put("took_ms", took.toMillis());
    ObjectNode counted = json.putObject("counts");
    outcome.counts().byName().forEach(counted::put);
    RunReport report =
        new RunReport(
            plan, inputs, runner, outcome.counts(), outcome.stopped(), took, folder.record());
    report.seam().ifPresent(seam -> SeamRecord.write(seam, json.putObject("seam")));
    write(folder, json);
    return report;
  }

  /** How the sides met, if there are two. */
  public Optional<Seam> seam() {
    return plan.definition().hasBothSides()
        ? Optional.of(Seam.of(inputs.cutover(), counts))
        : Optional.empty();
  }

  private static ObjectNode found(Plan plan, Inputs inputs, RunFolder folder, String runner) {
    ObjectNode json = JSON.createObjectNode();
    json.put("run", folder.run());
    json.put("definition", plan.definition().name());
    json.put("runner", runner);
    json.put("noted_at", Instant.now().toString());
    ArrayNode files = json.putObject("history").putArray("files");
    inputs.files().forEach(file -> files.add(plan.definition().redact(file.name())));
    inputs.topic().ifPresent(topic -> live(json.putObject("live"), topic));
    Instant at = inputs.cutover();
    if (at != null) {
      json.put("cutover", at.toString());
    }
    return json;
  }

  private static void live(ObjectNode json, LiveTopic topic) {
    json.put("topic", topic.topic());
    ArrayNode partitions = json.putArray("partitions");
    for (PartitionRange range : topic.partitions()) {
      ObjectNode partition = partitions.addObject();
      partition.put("partition", range.partition());
      partition.put("earliest", range.earliest());
      partition.put("start", range.start());
      if (range.end() != PartitionRange.NO_END) {
        partition.put("end", range.end());
      }
    }
  }

  private static void write(RunFolder folder, ObjectNode json) {
    try {
      JSON.writeValue(folder.record().toFile(), json);
    } catch (IOException e) {
      throw new EnvironmentException("can't write %s: %s".formatted(folder.record(), e), e);
    }
  }
}
