package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.TestFlink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job must be like to go on with another parallelism on Flink 1.19. */
@Timeout(120)
class RescaleTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain  | ''",
        "dedupe | cutover: {dedupe: {by: [n]}}",
        "seam   | cutover: {at: 2026-01-01T00:00:00Z}",
      })
  void noStepLeadsToOneWorkerAndByAnotherWayToAll(String name, String cutover) throws Exception {
    Runs.write(folder, "in/a.csv", "n,at\n1,2025-12-31T10:00:00Z\nx,2025-12-31T10:00:00Z\n");
    String topic = TestBroker.topic("rescale", 1);
    TestBroker.publish(topic, "{\"n\":2,\"at\":\"2026-01-01T10:00:00Z\"}");
    try (Launch launch =
        Launch.prepare(
            DefinitionReader.parse(yaml(name, topic, cutover), folder, Runs.noVariables()),
            RunnerOptions.of(List.of(TestFlink.options())),
            Progress.SILENT)) {
      launch.run();
    }

    Map<String, Set<String>> ways = ways("rescale-" + name);
    assertThat(ways).isNotEmpty();
    assertThat(ways.values()).allMatch(some -> some.size() == 1 || !some.contains("FORWARD"));
  }

  private static String yaml(String name, String topic, String cutover) {
    return """
    name: rescale-%s
    stream: {schema: {n: int64, at: timestamp}, event_time: at}
    history: {path: in/*.csv}
    live: {topic: %s, bootstrap_servers: "%s", stop: end, start: earliest}
    %s
    late: reject
    windowing: {type: fixed, size: 1h}
    transforms:
      - {name: counted, type: Combine, input: stream, config: {combine: {rows: {fn: count}}}}
      - {name: kept, type: Filter, input: stream, config: {keep: "n > 0"}}
    sinks:
      - {type: WriteToJson, input: counted, config: {path: out/counted}}
      - {type: WriteToJson, input: kept, config: {path: out/kept}}
    rejected: {path: out/rejected}
    """
        .formatted(name, topic, TestBroker.servers(), cutover);
  }

  /** For each step of a job, the kinds of ways that lead from it. */
  private static Map<String, Set<String>> ways(String job) throws Exception {
    Map<String, Set<String>> ways = new HashMap<>();
    for (JsonNode node : flink("/jobs/" + id(job) + "/plan").path("plan").path("nodes")) {
      for (JsonNode input : node.path("inputs")) {
        ways.computeIfAbsent(input.path("id").asText(), from -> new TreeSet<>())
            .add(input.path("ship_strategy").asText());
      }
    }
    return ways;
  }

  private static String id(String name) throws Exception {
    for (JsonNode job : flink("/jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(name)) {
        return job.path("jid").asText();
      }
    }
    throw new IllegalStateException("no job " + name);
  }

  private static JsonNode flink(String path) throws IOException, InterruptedException {
    String master = TestFlink.options()[0].replace("--flinkMaster=", "http://");
    HttpRequest request = HttpRequest.newBuilder(URI.create(master + path)).build();
    return Runs.json(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
