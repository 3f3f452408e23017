package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.Seam;
import dev.mainstem.launch.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeamTextTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Optional<TimeSpan> NONE = Optional.empty();

  @Test
  void sidesThatMeetAreToldByTheirEnds() {
    assertThat(lines(new Seam.Side(minutes(-60, -2), NONE), new Seam.Side(minutes(3, 60), NONE)))
        .containsExactly(
            "last row of history 2026-01-01T11:58:00Z, first of live 2026-01-01T12:03:00Z",
            "no gap suspected");
  }

  @Test
  void aGapIsToldWithItsSpanAndItsReason() {
    assertThat(lines(new Seam.Side(minutes(-60, -30), NONE), new Seam.Side(NONE, minutes(-90, -1))))
        .containsExactly(
            "last row of history 2026-01-01T11:30:00Z, first of live none",
            "gap suspected, 2026-01-01T11:30:00Z to 2026-01-01T11:59:00Z:",
            "  live left rows of that time to the history, which has none so late");
    assertThat(lines(new Seam.Side(NONE, minutes(0, 40)), new Seam.Side(minutes(30, 90), NONE)))
        .containsExactly(
            "last row of history none, first of live 2026-01-01T12:30:00Z",
            "gap suspected, 2026-01-01T12:00:00Z to 2026-01-01T12:30:00Z:",
            "  history left rows of that time to live, which has none so early");
    assertThat(lines(new Seam.Side(minutes(-60, -8), NONE), new Seam.Side(minutes(4, 90), NONE)))
        .containsExactly(
            "last row of history 2026-01-01T11:52:00Z, first of live 2026-01-01T12:04:00Z",
            "gap suspected, 2026-01-01T11:52:00Z to 2026-01-01T12:04:00Z:",
            "  12m without a row, more than 10 times their mean distance");
  }

  private static List<String> lines(Seam.Side history, Seam.Side live) {
    return new SeamText(new Seam(NOON, history, live, 0)).lines();
  }

  /** A row each minute, from so many minutes behind noon to so many. */
  private static Optional<TimeSpan> minutes(int first, int last) {
    return Optional.of(
        new TimeSpan(
            NOON.plusSeconds(60L * first), NOON.plusSeconds(60L * last), last - first + 1L));
  }
}
