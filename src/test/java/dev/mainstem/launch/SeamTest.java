package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a gap is suspected at noon, and where it is not, by rows that can be counted by hand. */
class SeamTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String HISTORY = "history/owned";
  private static final String LEFT_TO_LIVE = "history/not_owned";
  private static final String LIVE = "live/owned";
  private static final String LEFT_TO_HISTORY = "live/not_owned";

  private final Map<String, TimeSpan> times = new HashMap<>();

  @Test
  void sidesThatOverlapAroundTheInstantLeaveNoGap() {
    rows(HISTORY, "10:00", "11:58", 60);
    rows(LEFT_TO_LIVE, "12:03", "12:30", 14);
    rows(LEFT_TO_HISTORY, "11:00", "11:58", 30);
    rows(LIVE, "12:03", "13:00", 30);
    assertThat(gaps(NOON)).isEmpty();
  }

  @Test
  void aHistoryThatEndsBeforeWhatLiveLeftToItLosesTheRowsInBetween() {
    rows(HISTORY, "10:00", "11:30", 60);
    rows(LEFT_TO_HISTORY, "11:00", "11:59", 30);
    rows(LIVE, "12:00", "13:00", 30);
    assertThat(gaps(NOON)).containsExactly("HISTORY_ENDS_EARLY 11:30 to 11:59");
  }

  @Test
  void aHistoryWithoutARowOfItsTimeLosesAllThatLiveLeftToIt() {
    rows(LEFT_TO_HISTORY, "11:00", "11:59", 30);
    rows(LIVE, "12:00", "13:00", 30);
    assertThat(gaps(NOON)).containsExactly("HISTORY_ENDS_EARLY 11:00 to 11:59");
  }

  @Test
  void aLiveSideThatBeginsBehindWhatHistoryLeftToItLosesTheRowsInBetween() {
    rows(HISTORY, "10:00", "11:59", 60);
    rows(LEFT_TO_LIVE, "12:00", "12:30", 15);
    rows(LIVE, "12:20", "13:00", 30);
    assertThat(gaps(NOON)).containsExactly("LIVE_BEGINS_LATE 12:00 to 12:20");
  }

  @Test
  void aLiveSideWithoutARowLosesAllThatHistoryLeftToIt() {
    rows(HISTORY, "10:00", "11:59", 60);
    rows(LEFT_TO_LIVE, "12:00", "12:30", 15);
    assertThat(gaps(NOON)).containsExactly("LIVE_BEGINS_LATE 12:00 to 12:30");
  }

  @Test
  void bothSidesCanFallShort() {
    rows(HISTORY, "10:00", "11:00", 60);
    rows(LEFT_TO_HISTORY, "11:30", "11:59", 30);
    rows(LEFT_TO_LIVE, "12:00", "12:00", 1);
    rows(LIVE, "12:20", "13:00", 30);
    assertThat(gaps(NOON))
        .containsExactly("HISTORY_ENDS_EARLY 11:00 to 11:59", "LIVE_BEGINS_LATE 12:00 to 12:20");
  }

  @Test
  void aSilenceOfTenMeanDistancesOfTheSlowerSideIsExpected() {
    // a row each minute in the history, one each two minutes live
    rows(HISTORY, "10:00", "11:55", 116);
    rows(LIVE, "12:15", "13:15", 31);
    assertThat(gaps(NOON)).isEmpty();
  }

  @Test
  void aLongerSilenceIsNot() {
    rows(HISTORY, "10:00", "11:55", 116);
    rows(LIVE, "12:16", "13:16", 31);
    assertThat(gaps(NOON)).containsExactly("SILENCE 11:55 to 12:16");
    assertThat(gaps(null)).containsExactly("SILENCE 11:55 to 12:16");
  }

  @Test
  void aSilenceThatOneSideHasSeenIsNoGap() {
    rows(HISTORY, "10:00", "11:00", 61);
    rows(LEFT_TO_HISTORY, "10:50", "11:00", 11);
    rows(LIVE, "13:00", "14:00", 61);
    assertThat(gaps(NOON)).isEmpty();
  }

  @Test
  void withoutAnInstantSidesThatOverlapLeaveNoGap() {
    rows(HISTORY, "10:00", "12:30", 116);
    rows(LIVE, "12:00", "13:15", 31);
    assertThat(gaps(null)).isEmpty();
  }

  @Test
  void ofOneRowASideNothingCanBeSaid() {
    rows(HISTORY, "10:00", "10:00", 1);
    rows(LIVE, "20:00", "20:00", 1);
    assertThat(gaps(NOON)).isEmpty();
  }

  @Test
  void aMeanDistanceIsThatOfNeighbours() {
    rows(HISTORY, "10:00", "11:00", 61);
    assertThat(new TimeSpan(at("10:00"), at("11:00"), 61).meanDistance())
        .contains(Duration.ofMinutes(1));
    assertThat(TimeSpan.of(0, 0, 1).meanDistance()).isEmpty();
  }

  private void rows(String which, String oldest, String newest, int rows) {
    times.put(which, new TimeSpan(at(oldest), at(newest), rows));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-01-01T" + time + ":00Z");
  }

  private List<String> gaps(@Nullable Instant at) {
    return Seam.of(at, new Counts(Map.of(), times)).gaps().stream()
        .map(g -> "%s %s to %s".formatted(g.reason(), minute(g.from()), minute(g.to())))
        .toList();
  }

  private static String minute(Instant instant) {
    return instant.toString().substring(11, 16);
  }
}
