package dev.mainstem.runners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.RunnerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of {@code runners/flink-kubernetes}, as far as they can be held without a cluster. */
class KubernetesFilesTest {

  private static final Path FOLDER = Path.of("runners", "flink-kubernetes");

  /** What the operator's resource definition has, of what a session cluster could use. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "spec",
          List.of(
              "image",
              "imagePullPolicy",
              "flinkVersion",
              "mode",
              "serviceAccount",
              "flinkConfiguration",
              "logConfiguration",
              "ingress",
              "podTemplate",
              "jobManager",
              "taskManager",
              "restartNonce"),
          "jobManager",
          List.of("replicas", "resource", "podTemplate"),
          "taskManager",
          List.of("replicas", "resource", "podTemplate"),
          "resource",
          List.of("cpu", "memory", "ephemeralStorage"));

  @Test
  void theClusterHasOnlyFieldsThatTheOperatorKnows() throws IOException {
    Map<String, Object> deployment = documents("cluster.yaml").get(1);
    Map<String, Object> spec = map(deployment, "spec");

    assertThat(deployment)
        .containsEntry("apiVersion", "flink.apache.org/v1beta1")
        .containsEntry("kind", "FlinkDeployment")
        .containsOnlyKeys("apiVersion", "kind", "metadata", "spec");
    assertThat(FIELDS.get("spec")).containsAll(spec.keySet());
    for (String part : List.of("jobManager", "taskManager")) {
      assertThat(FIELDS.get(part)).containsAll(map(spec, part).keySet());
      assertThat(FIELDS.get("resource")).containsAll(map(spec, part, "resource").keySet());
    }
    assertThat(spec)
        .containsEntry("flinkVersion", "v1_19")
        .containsEntry("mode", "standalone")
        .containsKeys("image", "serviceAccount", "jobManager", "taskManager");
    assertThat(map(spec, "flinkConfiguration").values()).allMatch(String.class::isInstance);
  }

  @Test
  void itsFlinkIsSetAsThatOfTheOtherCluster() throws IOException {
    Map<String, Object> settings = settings();
    Map<String, String> other = settingsOfStart();

    for (String prefix : List.of("restart-strategy.", "state.checkpoints.num", "execution.")) {
      assertThat(withPrefix(settings, prefix))
          .isNotEmpty()
          .containsExactlyInAnyOrderEntriesOf(withPrefix(other, prefix));
    }
    assertThat(settings)
        .containsEntry("jobmanager.scheduler", other.get("jobmanager.scheduler"))
        .containsEntry("high-availability.type", "kubernetes");
  }

  @Test
  void itsJvmsHaveTheOptionsOfOurs() throws IOException {
    assertThat(String.valueOf(settings().get("env.java.opts.all")).split(" ", -1))
        .containsExactlyElementsOf(Files.readAllLines(Path.of("bin", "jvm.args")));
  }

  @Test
  void whatAJobGoesOnFromIsOnTheVolume() throws IOException {
    assertThat(
            List.of(
                "state.checkpoints.dir", "state.savepoints.dir", "high-availability.storageDir"))
        .extracting(name -> String.valueOf(settings().get(name)))
        .allMatch(folder -> folder.startsWith("file:///data/"));
    String claim = String.valueOf(map(documents("cluster.yaml").get(0), "metadata").get("name"));
    for (String file : List.of("cluster.yaml", "launch.yaml")) {
      assertThat(Files.readString(FOLDER.resolve(file)))
          .contains("mountPath: /data\n", "claimName: " + claim + "\n");
    }
  }

  @Test
  void theLaunchIsARunOnThatCluster() throws IOException {
    Map<String, Object> job = documents("launch.yaml").get(0);
    Map<String, Object> container = list(map(job, "spec", "template", "spec"), "containers").get(0);
    List<String> words =
        ((List<?>) Objects.requireNonNull(container.get("args")))
            .stream().map(String::valueOf).toList();

    assertThat(job).containsEntry("apiVersion", "batch/v1").containsEntry("kind", "Job");
    assertThat(words).startsWith("run", "/data/pipeline");
    FlinkPipelineOptions options =
        RunnerOptions.of(words.subList(2, words.size())).as(FlinkPipelineOptions.class);
    assertThat(options.getFlinkMaster()).isEqualTo("mainstem-rest:8081");
    assertThat(options.getParallelism()).isEqualTo(2);
  }

  @Test
  void theImageHasWhatBinMainstemTakes() throws IOException {
    String image = Files.readString(FOLDER.resolve("Dockerfile"));
    List<String> copied =
        Pattern.compile("(?m)^COPY (\\S+) (\\S+)$")
            .matcher(image)
            .results()
            .map(KubernetesFilesTest::sameOnBothSides)
            .toList();

    assertThat(copied)
        .containsExactly(
            "bin",
            "target/mainstem.jar",
            "target/mainstem/mainstem-job.jar",
            "target/mainstem/lib",
            "target/mainstem/rpc");
    assertThat(Files.readString(Path.of("bin", "mainstem")))
        .contains("home=\"$here/target/mainstem\"", "$here/target/mainstem.jar:$home/lib/*");
  }

  private static String sameOnBothSides(MatchResult copy) {
    assertThat(copy.group(1)).isEqualTo(copy.group(2));
    return copy.group(1);
  }

  private static Map<String, Object> settings() throws IOException {
    return map(documents("cluster.yaml").get(1), "spec", "flinkConfiguration");
  }

  private static Map<String, String> settingsOfStart() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("runners", "flink-cluster", "start"))) {
      String[] parts = line.split(": ", 2);
      if (parts.length == 2 && parts[0].matches("[a-z.-]+")) {
        settings.put(parts[0], parts[1]);
      }
    }
    return settings;
  }

  private static Map<String, String> withPrefix(Map<String, ?> settings, String prefix) {
    Map<String, String> some = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            some.put(name, String.valueOf(value));
          }
        });
    return some;
  }

  private static List<Map<String, Object>> documents(String file) throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    String text = Files.readString(FOLDER.resolve(file));
    new Load(LoadSettings.builder().build())
        .loadAllFromString(text)
        .forEach(document -> documents.add(cast(document)));
    return documents;
  }

  private static Map<String, Object> map(Map<String, Object> in, String... path) {
    Map<String, Object> at = in;
    for (String name : path) {
      at = cast(Objects.requireNonNull(at.get(name)));
    }
    return at;
  }

  private static List<Map<String, Object>> list(Map<String, Object> in, String name) {
    return ((List<?>) Objects.requireNonNull(in.get(name)))
        .stream().map(KubernetesFilesTest::cast).toList();
  }

  @SuppressWarnings("unchecked") // YAML's maps have strings as keys here
  private static Map<String, Object> cast(Object value) {
    return (Map<String, Object>) value;
  }
}
