package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;

/** What the words of a command line mean as Beam options. */
class RunnerOptionsTest {

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

  private static PipelineOptions of(String... words) {
    return RunnerOptions.of(List.of(words));
  }
}
