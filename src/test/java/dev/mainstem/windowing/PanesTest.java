package dev.mainstem.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.junit.jupiter.api.Test;

class PanesTest {

  @Test
  void aPaneIsNamedByTheWatermark() {
    assertThat(Panes.word(PaneInfo.createPane(true, false, Timing.EARLY))).isEqualTo("early");
    assertThat(Panes.word(PaneInfo.createPane(true, false, Timing.ON_TIME))).isEqualTo("on_time");
    assertThat(Panes.word(PaneInfo.createPane(true, true, Timing.ON_TIME))).isEqualTo("on_time");
    assertThat(Panes.word(PaneInfo.createPane(true, false, Timing.LATE))).isEqualTo("late");
  }

  @Test
  void theLastLatePaneIsFinalAndSoIsTheOnlyOneOfARunnerWithoutAWatermark() {
    assertThat(Panes.word(PaneInfo.createPane(true, true, Timing.LATE))).isEqualTo("final");
    assertThat(Panes.word(PaneInfo.NO_FIRING)).isEqualTo("final");
  }
}
