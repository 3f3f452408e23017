package dev.mainstem.windowing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IncompatibleWindowException;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.util.SerializableUtils;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class AlignedWindowsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aWindowHoldsItsStartAndNotItsEnd() {
    assertThat(windows(fixed(HOUR), "2026-01-01T10:00:00.000Z"))
        .containsExactly("2026-01-01T10:00:00.000Z 2026-01-01T11:00:00.000Z");
    assertThat(windows(fixed(HOUR), "2026-01-01T10:59:59.999Z"))
        .containsExactly("2026-01-01T10:00:00.000Z 2026-01-01T11:00:00.000Z");
    assertThat(windows(fixed(HOUR), "2026-01-01T11:00:00.000Z"))
        .containsExactly("2026-01-01T11:00:00.000Z 2026-01-01T12:00:00.000Z");
  }

  @Test
  void daysBefore1970BeginAtTheirMidnightToo() {
    assertThat(windows(fixed(DAY), "1969-12-30T12:00:00.000Z"))
        .containsExactly("1969-12-30T00:00:00.000Z 1969-12-31T00:00:00.000Z");
    assertThat(windows(fixed(DAY), "1969-12-31T23:59:59.999Z"))
        .containsExactly("1969-12-31T00:00:00.000Z 1970-01-01T00:00:00.000Z");
    assertThat(windows(fixed(DAY), "1840-02-29T00:00:00.000Z"))
        .containsExactly("1840-02-29T00:00:00.000Z 1840-03-01T00:00:00.000Z");
  }

  @Test
  void anOffsetShiftsTheBeginnings() {
    AlignedWindows sixToSix = AlignedWindows.of(DAY, DAY, Duration.ofHours(6));
    assertThat(windows(sixToSix, "2026-01-01T05:59:59.999Z"))
        .containsExactly("2025-12-31T06:00:00.000Z 2026-01-01T06:00:00.000Z");
    assertThat(windows(sixToSix, "1969-01-01T06:00:00.000Z"))
        .containsExactly("1969-01-01T06:00:00.000Z 1969-01-02T06:00:00.000Z");
  }

  @Test
  void aSlidingWindowBeginsEveryPeriod() {
    AlignedWindows sliding = AlignedWindows.of(HOUR, Duration.ofMinutes(20), Duration.ZERO);
    assertThat(windows(sliding, "2026-01-01T10:20:00.000Z"))
        .containsExactlyInAnyOrder(
            "2026-01-01T10:20:00.000Z 2026-01-01T11:20:00.000Z",
            "2026-01-01T10:00:00.000Z 2026-01-01T11:00:00.000Z",
            "2026-01-01T09:40:00.000Z 2026-01-01T10:40:00.000Z");
  }

  @Test
  void aSizeThatIsNoMultipleOfThePeriodGivesSometimesOneWindowMore() {
    AlignedWindows sliding =
        AlignedWindows.of(Duration.ofMinutes(50), Duration.ofMinutes(20), Duration.ZERO);
    assertThat(windows(sliding, "2026-01-01T10:45:00.000Z")).hasSize(3); // 10:00, 10:20, 10:40
    assertThat(windows(sliding, "2026-01-01T10:55:00.000Z")).hasSize(2); // 10:20, 10:40
  }

  @Property(tries = 2_000)
  void anInstantIsInThoseWindowsThatNaiveCountingFinds(
      @ForAll("cuts") Cut cut, @ForAll("times") long time) {
    assertThat(starts(assign(cut.windows(), Instant.ofEpochMilli(time))))
        .containsExactlyInAnyOrderElementsOf(cut.naiveStarts(time));
  }

  @Property(tries = 2_000)
  void aSideInputWindowIsTheFirstOneThatEndsAfterTheMainOne(
      @ForAll("cuts") Cut cut, @ForAll("times") long end) {
    BoundedWindow main =
        new IntervalWindow(Instant.ofEpochMilli(end - 1), Instant.ofEpochMilli(end));
    IntervalWindow side = cut.windows().getDefaultWindowMappingFn().getSideInputWindow(main);
    assertThat(side.maxTimestamp()).isGreaterThanOrEqualTo(main.maxTimestamp());
    assertThat(side.maxTimestamp().getMillis() - cut.period()).isLessThan(end - 1);
    assertThat(cut.naiveStarts(side.start().getMillis())).contains(side.start().getMillis());
  }

  @Test
  void equalWindowsAreCompatibleAndOthersAreNot() throws Exception {
    AlignedWindows hours = fixed(HOUR);
    hours.verifyCompatibility(SerializableUtils.clone(hours));
    assertThat(SerializableUtils.clone(hours)).isEqualTo(hours).hasSameHashCodeAs(hours);
    assertThatThrownBy(() -> hours.verifyCompatibility(fixed(DAY)))
        .isInstanceOf(IncompatibleWindowException.class);
    assertThat(hours.assignsToOneWindow()).isTrue();
    assertThat(AlignedWindows.of(DAY, HOUR, Duration.ZERO).assignsToOneWindow()).isFalse();
  }

  /** A way to cut time, in milliseconds. */
  record Cut(long size, long period, long offset) {

    AlignedWindows windows() {
      return AlignedWindows.of(
          Duration.ofMillis(size), Duration.ofMillis(period), Duration.ofMillis(offset));
    }

    /** Goes through all starts around a time, one by one, and looks which windows hold it. */
    List<Long> naiveStarts(long time) {
      List<Long> starts = new ArrayList<>();
      long start = offset;
      while (start > time - 2 * size) {
        start -= period;
      }
      while (start < time - 2 * size) {
        start += period;
      }
      for (; start <= time; start += period) {
        if (time < start + size) {
          starts.add(start);
        }
      }
      return starts;
    }
  }

  @Provide
  Arbitrary<Cut> cuts() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 50),
            Arbitraries.longs().between(1, 50),
            Arbitraries.longs().between(0, 49))
        .as((size, period, offset) -> new Cut(size, Math.min(size, period), offset % size));
  }

  @Provide
  Arbitrary<Long> times() {
    return Arbitraries.longs().between(-1_000, 1_000);
  }

  private static AlignedWindows fixed(Duration size) {
    return AlignedWindows.of(size, size, Duration.ZERO);
  }

  static List<String> windows(AlignedWindows windows, String time) {
    return assign(windows, Instant.parse(time)).stream()
        .map(window -> window.start() + " " + window.end())
        .toList();
  }

  private static List<Long> starts(List<IntervalWindow> windows) {
    return windows.stream().map(window -> window.start().getMillis()).toList();
  }

  private static List<IntervalWindow> assign(AlignedWindows windows, Instant time) {
    return List.copyOf(windows.assignWindows(new At(windows, time)));
  }

  /** An element at a time. */
  private static final class At extends WindowFn<Object, IntervalWindow>.AssignContext {

    private final Instant time;

    At(AlignedWindows windows, Instant time) {
      windows.super();
      this.time = time;
    }

    @Override
    public Object element() {
      return "an element";
    }

    @Override
    public Instant timestamp() {
      return time;
    }

    @Override
    public BoundedWindow window() {
      return GlobalWindow.INSTANCE;
    }
  }
}
