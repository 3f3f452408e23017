package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Child;
import dev.mainstem.testing.Runs;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line without jars that are optional, as the distribution is. */
@Timeout(120)
class OptionalJarsProcessTest {

  @TempDir Path folder;

  @Test
  void everyPathThatNeedsTheJarsOfS3IsToldByTheCheck() {
    Runs.write(
        folder,
        "pipeline.yaml",
        """
        name: objects
        stream: {schema: {id: int64, at: timestamp}, event_time: at}
        history: {path: [a.csv, "s3://town/*.csv"]}
        live: {topic: t, bootstrap_servers: embedded, sample: "s3://town/live.jsonl"}
        transforms:
          - {type: Join, config: {path: "s3://town/z.csv", schema: {id: int64, z: string?}, on: [id]}}
          - {type: ApplyModel, config: {model: {path: "s3://town/m.jsonl"}, x: id, output: p, score: all}}
        sinks: [{type: WriteToCsv, input: stream, config: {path: "s3://town/out/rows"}}]
        rejected: {path: "s3://town/out/rejected"}
        """);
    try (Child check = start("amazon-web-services", "check", "pipeline.yaml")) {
      assertThat(check.exitCode()).isEqualTo(2);
      assertThat(check.err().lines())
          .allMatch(line -> line.endsWith(missing("s3")))
          .extracting(line -> line.replaceFirst(" the jars of .*", ""))
          .containsExactly(
              "pipeline.yaml:3:25 history.path[1]:",
              "pipeline.yaml:4:55 live.sample:",
              "pipeline.yaml:6:33 transforms[0].config.path:",
              "pipeline.yaml:7:47 transforms[1].config.model.path:",
              "pipeline.yaml:8:58 sinks[0].config.path:",
              "pipeline.yaml:9:18 rejected.path:");
    }
  }

  @Test
  void aRunThatKeepsItsStateInRocksDbDoesNotStart() {
    Runs.write(
        folder,
        "pipeline.yaml",
        """
        name: kept
        stream: {schema: {at: timestamp}, event_time: at}
        history: {path: a.csv}
        sinks: [{type: WriteToConsole}]
        """);
    try (Child run = start("rocksdb", "run", "pipeline.yaml", "--stateBackend=rocksdb")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--stateBackend=rocksdb: " + missing("rocksdb"));
    }
  }

  private static String missing(String set) {
    return ("the jars of %s are not on the class path; mvn dependency:copy-dependencies@%s"
            + " fetches them into the folder jars of the checkout")
        .formatted(set, set);
  }

  /**
   * @param without what the names of jars have that are left out
   */
  private Child start(String without, String... arguments) {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !new File(entry).getName().contains(without))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .reduce((one, next) -> one + File.pathSeparator + next)
            .orElseThrow();
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, "dev.mainstem.Main"));
    command.addAll(List.of(arguments));
    return Child.run(folder, command);
  }
}
