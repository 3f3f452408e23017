package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.publish.Progress;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

  @Test
  void aLineSaysRecordsRateAndShare() {
    assertThat(ProgressText.of(new Progress.State(true, 1_200_000, 240_000.4, 0.489)))
        .isEqualTo("1,200,000 records, 240,000 a second, 48 % of the bytes");
    assertThat(ProgressText.of(new Progress.State(true, 1, 0.2, 0.999)))
        .isEqualTo("1 record, 0 a second, 99 % of the bytes");
  }

  @Test
  void beforeThatItSaysWhatTheFilesAreReadFor() {
    assertThat(ProgressText.of(new Progress.State(false, 0, 0, 0.5)))
        .isEqualTo("looking for the types of columns: 50 % of the bytes");
  }
}
