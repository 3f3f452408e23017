package dev.mainstem.launch;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.history.HistoryFile;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LiveSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;

/** Looks at all that a run needs, and starts and writes nothing. */
public final class Examination {

  private final List<Check> checks = new ArrayList<>();

  private Examination() {}

  /** What any run needs of the machine. */
  public static List<Check> ofMachine() {
    return MachineChecks.all();
  }

  /** What the run of a plan needs beside that. */
  public static List<Check> of(Plan plan, PipelineOptions options, Progress progress) {
    Examination examination = new Examination();
    examination.inputs(plan, Findings.look(plan, options, progress));
    examination.folders(plan);
    plan.topics().forEach(examination::topic);
    return List.copyOf(examination.checks);
  }

  private void inputs(Plan plan, Findings findings) {
    Definition definition = plan.definition();
    findings.missing().forEach(missing -> checks.add(Check.fail("inputs", missing)));
    List<HistoryFile> files = findings.inputs().files();
    if (!files.isEmpty()) {
      long bytes = files.stream().mapToLong(HistoryFile::bytes).sum();
      checks.add(Check.ok("history", "files: %,d, bytes: %,d".formatted(files.size(), bytes)));
    }
    definition
        .liveSide()
        .filter(LiveSpec::isEmbedded)
        .ifPresent(live -> checks.add(Check.ok("live", "a broker of the launch's own")));
    findings
        .inputs()
        .topic()
        .ifPresent(
            topic ->
                checks.add(
                    Check.ok(
                        "live",
                        "topic %s, partitions: %,d"
                            .formatted(topic.topic(), topic.partitions().size()))));
    findings
        .warnings()
        .forEach(warning -> checks.add(new Check("warning", Check.Outcome.WARN, warning)));
  }

  /** Those of other file systems than the local one are left to the launch. */
  private void folders(Plan plan) {
    Map<String, Check> byFolder = new LinkedHashMap<>();
    for (FileTarget target : plan.files()) {
      if (target.folder().startsWith("/")) {
        byFolder.computeIfAbsent(
            target.folder(), folder -> MachineChecks.room("results", Path.of(folder)));
      }
    }
    checks.addAll(byFolder.values());
  }

  private void topic(Sink.TopicTarget target) {
    if (target.servers().equals(LiveSpec.EMBEDDED)) {
      return;
    }
    try (BrokerClient client =
        BrokerClient.connect(target.key(), target.servers(), target.producer())) {
      int partitions = client.partitions(target.topic()).size();
      checks.add(
          Check.ok("results", "topic %s, partitions: %,d".formatted(target.topic(), partitions)));
    } catch (EnvironmentException e) {
      checks.add(Check.fail("results", String.valueOf(e.getMessage())));
    }
  }
}
