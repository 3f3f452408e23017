package dev.mainstem.windowing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.WindowSpec;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class SlicesTest {

  @Test
  void aFixedWindowIsASlice() {
    Slices slices =
        Slices.of(Answers.windowing(Map.of("type", "fixed", "size", "1h", "offset", "10m")));
    assertThat(slices.startOf(minutes(10))).isEqualTo(minutes(10));
    assertThat(slices.startOf(minutes(70) - 1)).isEqualTo(minutes(10));
    assertThat(slices.startOf(minutes(70))).isEqualTo(minutes(70));
    assertThat(slices.startOf(-1)).isEqualTo(minutes(-50));
  }

  @Test
  void allTimeIsOneSlice() {
    Slices slices = Slices.of(WindowSpec.GLOBAL);
    long start = slices.startOf(minutes(1));
    assertThat(slices.startOf(Long.MIN_VALUE / 1000)).isEqualTo(start);
    assertThat(slices.has(start, Long.MIN_VALUE / 1000)).isTrue();
    assertThat(slices.has(start, minutes(1))).isTrue();
  }

  @Test
  void sessionsHaveNone() {
    WindowSpec sessions = Answers.windowing(Map.of("type", "sessions", "gap", "15m"));
    assertThatThrownBy(() -> Slices.of(sessions)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void aTimeIsInTheSameWindowsAsTheStartOfItsSlice(
      @ForAll @IntRange(min = 1, max = 60) int period,
      @ForAll @IntRange(min = 0, max = 120) int longer,
      @ForAll @IntRange(min = -100_000, max = 100_000) int time) {
    int size = period + longer;
    AlignedWindows windows = AlignedWindows.of(millis(size), millis(period), Duration.ZERO);
    WindowSpec sliding =
        Answers.windowing(Map.of("type", "sliding", "size", size + "ms", "period", period + "ms"));
    long start = Slices.of(sliding).startOf(time);
    assertThat(AlignedWindowsTest.windows(windows, Instant.ofEpochMilli(start).toString()))
        .isEqualTo(AlignedWindowsTest.windows(windows, Instant.ofEpochMilli(time).toString()));
  }

  @Property
  void aSliceHasTheTimesWhoseSlicesStartThere(
      @ForAll @IntRange(min = 1, max = 60) int size,
      @ForAll @IntRange(min = 0, max = 59) int offset,
      @ForAll @IntRange(min = -200, max = 200) int time,
      @ForAll @IntRange(min = -200, max = 200) int other) {
    Map<String, String> windows =
        Map.of("type", "fixed", "size", size + "ms", "offset", offset % size + "ms");
    Slices slices = Slices.of(Answers.windowing(windows));
    long start = slices.startOf(time);
    assertThat(slices.has(start, other)).isEqualTo(slices.startOf(other) == start);
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  private static long minutes(int minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }
}
