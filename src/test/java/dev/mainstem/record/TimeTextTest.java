package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Times as {@code java.time} writes them. */
class TimeTextTest {

  private static final long[] TIMES = {
    0,
    1,
    -1,
    999,
    -1000,
    1_001,
    1_767_261_600_001L,
    1_767_261_600_001_999L,
    1_767_261_600_001_000_000L,
    -62_135_596_800_000_000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  @ParameterizedTest
  @EnumSource(names = {"NANOS", "MICROS", "MILLIS"})
  void aTimeIsTheTextThatJavaWrites(ChronoUnit unit) {
    for (long since : TIMES) {
      Instant instant = Instant.EPOCH.plus(since, unit);
      assertThat(text(since, unit, true)).isEqualTo("\"" + instant + "\"");
      assertThat(text(since, unit, false))
          .isEqualTo("\"" + LocalDateTime.ofInstant(instant, ZoneOffset.UTC) + "\"");
    }
  }

  private static String text(long since, ChronoUnit unit, boolean utc) {
    JsonBuffer json = new JsonBuffer(16);
    TimeText.time(since, unit, utc, json);
    return json.toString();
  }
}
