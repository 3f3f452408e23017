package dev.mainstem.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Variables;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of the article one by one, against a broker that is not the launch's own. */
@Timeout(180)
class ArticleTest {

  private static final Path ARTICLE = Path.of("pipelines", "article");
  private static final String LIVE_CSV = ARTICLE.resolve("live/data.csv").toString();

  @TempDir Path folder;

  @Test
  void theSampleIsWhatConvertMakesOfTheLiveCsv() throws IOException {
    assertThat(InProcess.run("convert", LIVE_CSV).out())
        .isEqualTo(Files.readString(ARTICLE.resolve("live/data.jsonl")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"records", "array"})
  void publishedEitherWayTheResultsAreTheExpectedOnes(String shape) throws IOException {
    String records = folder.resolve("data.json").toString();
    String topic = TestBroker.topic("article", 1);
    assertThat(InProcess.run("convert", LIVE_CSV, records).code()).isZero();
    InProcess published =
        InProcess.run(
            "publish",
            records,
            "--topic=" + topic,
            "--as=" + shape,
            "--definition=" + ARTICLE,
            "--bootstrap-servers=" + TestBroker.servers());
    assertThat(published.code()).as(published.err()).isZero();
    assertThat(TestBroker.values(topic)).hasSize(shape.equals("array") ? 1 : 54);
    run(topic);
    List<String> expected = Files.readAllLines(ARTICLE.resolve("expected/results.jsonl"));
    assertThat(Runs.lines(folder, "out/results")).containsExactlyInAnyOrderElementsOf(expected);
  }

  private void run(String topic) throws IOException {
    for (String file : List.of("pipeline.yaml", "history/data.csv", "live/data.jsonl")) {
      Runs.write(folder, file, Files.readString(ARTICLE.resolve(file)));
    }
    Map<String, String> here =
        Map.of("KAFKA_BOOTSTRAP_SERVERS", TestBroker.servers(), "TOPIC", topic);
    Runs.run(
        DefinitionReader.read(folder, new Variables(here, name -> null)), "--runner=DirectRunner");
  }
}
