package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "--disableMetrics, --disableMetrics: the counts of the report are metrics",
    "--disableMetrics=true, --disableMetrics: the counts of the report are metrics",
    "--experiments=use_sdf_read, --experiments=use_sdf_read: this way of reading topics loses",
  })
  void anOptionThatMakesRunsSilentlyWrongIsRefused(String word, String message) {
    assertThatThrownBy(() -> RunnerOptions.of(List.of(word)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--disableMetrics=false", "--experiments=another"})
  void theirHarmlessFormsAreTaken(String word) {
    assertThat(RunnerOptions.flink(RunnerOptions.of(List.of(word)))).isPresent();
  }

  @Test
  void theFlinkProfilesKeepCheckpointsThatARunCanGoOnFromAtAnyParallelism() {
    for (String master : List.of("[local]", "flink.example:8081")) {
      assertThat(RunnerOptions.flink(RunnerOptions.of(List.of("--flinkMaster=" + master))))
          .hasValueSatisfying(
              options -> {
                assertThat(options.isExternalizedCheckpointsEnabled()).isTrue();
                assertThat(options.getRetainExternalizedCheckpointsOnCancellation()).isTrue();
                assertThat(options.getUnalignedCheckpointEnabled()).isFalse();
              });
    }
  }
}
