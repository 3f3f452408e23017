package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;

/** What the words of a command line mean as Beam options. */
class RunnerOptionsTest {

  private static final String HISTORY =
      """
      name: options
      stream: {schema: {id: string, at: timestamp}, event_time: at}
      history: {path: a.csv}
      sinks: [{type: WriteToJson, config: {path: out/rows}}]
      """;

  private static final String TOPIC =
      """
      live: {topic: t, bootstrap_servers: embedded, stop: never}
      cutover: {at: 2026-01-01T00:00:00Z}
      """;

  private static final String ORDERED = HISTORY.replace("a.csv", "a.csv, order: event_time");

  private static final String COUNTS =
      """
      windowing: {type: fixed, size: 1h}
      transforms: [{type: Combine, config: {group_by: [id], combine: {n: count}}}]
      """;

  @Test
  void withoutWordsItIsTheEmbeddedFlinkWithItsProfile() {
    PipelineOptions options = of();
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    assertThat(options.getRunner()).isEqualTo(FlinkRunner.class);
    assertThat(RunnerOptions.isEmbeddedFlink(options)).isTrue();
    assertThat(flink.isStreaming()).isTrue();
    assertThat(flink.getObjectReuse()).isTrue();
    assertThat(flink.getCheckpointingInterval()).isEqualTo(10_000);
  }

  @Test
  void aMasterMakesItTheProfileOfACluster() {
    PipelineOptions options = of("--flinkMaster=example.org:8081");
    assertThat(RunnerOptions.isEmbeddedFlink(options)).isFalse();
    assertThat(options.as(FlinkPipelineOptions.class).getFlinkMaster())
        .isEqualTo("example.org:8081");
    assertThat(options.as(FlinkPipelineOptions.class).getMaxParallelism()).isEqualTo(128);
  }

  @Test
  void theDirectRunnerIsKnownByItsNameInAnyCase() {
    for (String word : List.of("DirectRunner", "directrunner", "direct")) {
      PipelineOptions options = of("--runner=" + word);
      assertThat(options.getRunner()).as(word).isEqualTo(DirectRunner.class);
      assertThat(options.as(DirectOptions.class).isEnforceEncodability()).isTrue();
      assertThat(RunnerOptions.flink(options)).isEmpty();
    }
  }

  @Test
  void theUsersWordsCountMoreThanTheProfiles() {
    PipelineOptions options = of("--checkpointingInterval=500", "--parallelism=3");
    assertThat(options.as(FlinkPipelineOptions.class).getCheckpointingInterval()).isEqualTo(500);
    assertThat(options.as(FlinkPipelineOptions.class).getParallelism()).isEqualTo(3);
  }

  @Test
  void theLastOfSeveralWordsForOneOptionCounts() {
    assertThat(
            of("--parallelism=3", "--parallelism=4")
                .as(FlinkPipelineOptions.class)
                .getParallelism())
        .isEqualTo(4);
  }

  @Test
  void anotherRunnerIsAWrongUse() {
    assertThatThrownBy(() -> of("--runner=SparkRunner"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--runner: expected FlinkRunner or DirectRunner, found SparkRunner");
  }

  @Test
  void anUnknownOptionIsAWrongUseAndIsNamed() {
    assertThatThrownBy(() -> of("--paralelism=2"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("paralelism");
  }

  @Test
  void aValueOfTheWrongTypeIsAWrongUse() {
    assertThatThrownBy(() -> of("--parallelism=many"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("many");
  }

  @Test
  void aWordThatIsNoOptionIsAWrongUse() {
    assertThatThrownBy(() -> of("parallelism=2"))
        .isInstanceOf(UsageException.class)
        .hasMessage("expected an option such as --parallelism=2, found parallelism=2");
  }

  @Test
  void bundlesLastLongerWhereNobodyWaitsForRows() {
    assertThat(bundleMillis(HISTORY)).isEqualTo(1_000);
    assertThat(bundleMillis(HISTORY, "--flinkMaster=example.org:8081")).isEqualTo(1_000);
  }

  @Test
  void bundlesAreShortWhereRowsComeFromATopicOrGoToTheConsole() {
    assertThat(bundleMillis(HISTORY + TOPIC)).isEqualTo(100);
    assertThat(bundleMillis(HISTORY + TOPIC.replace("never", "end"))).isEqualTo(100);
    assertThat(bundleMillis(toConsole(HISTORY))).isEqualTo(100);
    assertThat(of().as(FlinkPipelineOptions.class).getMaxBundleTimeMills()).isEqualTo(100);
  }

  @Test
  void bundlesAreShortWhereWindowsCloseWhileTheHistoryIsRead() {
    assertThat(bundleMillis(ORDERED)).isEqualTo(100);
    assertThat(bundleMillis(HISTORY.replace("a.csv", "a.csv, order: any"))).isEqualTo(1_000);
  }

  @Test
  void bundlesAreSmallWhereWindowsCloseWhileAHistoryIsReadInOrder() {
    assertThat(bundleSize(ORDERED + COUNTS)).isEqualTo(128);
    assertThat(
            bundleSize(
                ORDERED + COUNTS.replace("1h", "1h, period: 30m").replace("fixed", "sliding")))
        .isEqualTo(128);
    assertThat(bundleSize(toConsole(ORDERED) + COUNTS)).isEqualTo(128);
    assertThat(bundleSize(ORDERED + COUNTS, "--flinkMaster=example.org:8081")).isEqualTo(128);
    assertThat(flink(ORDERED + COUNTS).getAutoWatermarkInterval()).isEqualTo(5);
    assertThat(bundleSize(ORDERED + COUNTS, "--maxBundleSize=500")).isEqualTo(500);
    assertThat(flink(ORDERED + COUNTS, "--autoWatermarkInterval=50").getAutoWatermarkInterval())
        .isEqualTo(50);
  }

  @Test
  void bundlesAreLargeWhereNoWindowWaits() {
    assertThat(bundleSize(ORDERED)).isEqualTo(10_000);
    assertThat(bundleSize(ORDERED + COUNTS.replaceFirst("windowing: .*", ""))).isEqualTo(10_000);
    assertThat(bundleSize(HISTORY + COUNTS)).isEqualTo(10_000);
    assertThat(flink(HISTORY + COUNTS).getAutoWatermarkInterval()).isEqualTo(100);
  }

  @Test
  void bundlesAreLargeWhereATopicIsReadToo() {
    assertThat(bundleSize(ORDERED + TOPIC + COUNTS)).isEqualTo(10_000);
  }

  @Test
  void bundlesAreLargeWhereRowsGoOneByOne() {
    String table = "sinks: [{type: WriteToJdbc, config: {url: \"jdbc:h2:mem:t\", table: t}}]";
    String[] others = {
      ORDERED.replaceFirst("sinks: .*", table) + COUNTS,
      ORDERED
          + COUNTS.replace(
              "n: count}}}",
              "n: count}}}, {type: Sql, config: {query: \"select * from PCOLLECTION\"}}"),
      ORDERED + COUNTS.replace("fixed, size: 1h", "sessions, gap: 1h"),
      ORDERED + COUNTS + "late: reject\n",
      ORDERED + COUNTS.replace("1h", "1h, early_every: 1m"),
      ORDERED + COUNTS.replace("1h", "1h, allowed_lateness: 1m"),
    };
    for (String yaml : others) {
      assertThat(bundleSize(yaml)).as(yaml).isEqualTo(10_000);
    }
  }

  @Test
  void bundlesLastAsLongAsTheUserSays() {
    for (long millis : List.of(50L, 100L, 5_000L)) {
      assertThat(bundleMillis(HISTORY, "--maxBundleTimeMills=" + millis)).isEqualTo(millis);
      assertThat(bundleMillis(HISTORY + TOPIC, "--maxBundleTimeMills=" + millis)).isEqualTo(millis);
    }
  }

  private static long bundleSize(String yaml, String... words) {
    return flink(yaml, words).getMaxBundleSize();
  }

  private static long bundleMillis(String yaml, String... words) {
    return flink(yaml, words).getMaxBundleTimeMills();
  }

  private static FlinkPipelineOptions flink(String yaml, String... words) {
    return RunnerOptions.of(List.of(words), plan(yaml)).as(FlinkPipelineOptions.class);
  }

  private static String toConsole(String yaml) {
    return yaml.replaceFirst("sinks: .*", "sinks: [{type: WriteToConsole}]");
  }

  private static Plan plan(String yaml) {
    return Plan.of(DefinitionReader.parse(yaml, Path.of("."), Runs.noVariables()));
  }

  private static PipelineOptions of(String... words) {
    return RunnerOptions.of(List.of(words));
  }
}
