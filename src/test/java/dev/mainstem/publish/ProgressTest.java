package dev.mainstem.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When and what a publish tells of itself, by a clock that the test turns. */
class ProgressTest {

  private final List<Progress.State> told = new ArrayList<>();
  private long nanos = 7;
  private final Progress progress = new Progress(told::add, () -> nanos);

  @Test
  void itTellsRecordsTheirRateAndTheShareOfTheBytesEveryFiveSeconds() {
    progress.begin(1000, true);
    progress.read(250);
    passSeconds(2);
    record(10);
    assertThat(told).isEmpty();
    passSeconds(3);
    record(5);
    passSeconds(10);
    progress.read(500);
    record(20);
    passSeconds(4);
    record(1);
    assertThat(told)
        .containsExactly(
            new Progress.State(true, 11, 11 / 5.0, 0.25),
            new Progress.State(true, 15, 4 / 10.0, 0.75));
  }

  @Test
  void itTellsOfThePassThatLooksForTypesAndBeginsAgainBehindIt() {
    progress.begin(1000, false);
    passSeconds(5);
    progress.read(900);
    progress.begin(1000, true);
    passSeconds(5);
    progress.read(100);
    assertThat(told)
        .containsExactly(new Progress.State(false, 0, 0, 0.9), new Progress.State(true, 0, 0, 0.1));
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsNeverMoreThanRead() {
    progress.begin(10, true);
    passSeconds(5);
    progress.read(30);
    assertThat(told).containsExactly(new Progress.State(true, 0, 0, 1));
  }

  private void passSeconds(int seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  private void record(int times) {
    for (int i = 0; i < times; i++) {
      progress.record();
    }
  }
}
