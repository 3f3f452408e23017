package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the stages counted, by name. */
class CountsTest {

  private static final Counts COUNTS =
      new Counts(
          Map.of(
              "live/rows", 7L,
              "late", 2L,
              "by_zone/late", 4L,
              "dedupe/late", 1L,
              "live/rejected/expected JSON", 3L,
              "history/rejected/n: expected int64", 4L),
          Map.of());

  @Test
  void aCountIsOfAStage() {
    assertThat(COUNTS.of("live", "rows")).isEqualTo(7);
  }

  @Test
  void whatNobodyCountedIsNone() {
    assertThat(COUNTS.of("history", "rows")).isZero();
    assertThat(new Counts(Map.of(), Map.of()).late()).isZero();
  }

  @Test
  void rejectedRecordsAreCountedByStageAndRule() {
    assertThat(COUNTS.rejected())
        .isEqualTo(Map.of("history: n: expected int64", 4L, "live: expected JSON", 3L));
  }

  @Test
  void lateRowsAreThoseThatWindowsDroppedAndStagesBeforeThem() {
    assertThat(COUNTS.late()).isEqualTo(2 + 4 + 1);
    assertThat(COUNTS.of("dedupe", "late")).isEqualTo(1);
  }
}
