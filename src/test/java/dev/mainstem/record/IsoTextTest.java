package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What java.time writes is the oracle. */
class IsoTextTest {

  private final IsoText times = new IsoText();

  private String written(long millis) {
    byte[] bytes = new byte[IsoText.MAX_BYTES + 1];
    int end = times.write(millis, bytes, 1);
    return new String(bytes, 1, end - 1, StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2024-02-29T12:00:00.001Z",
        "2000-02-29T23:59:59.010Z",
        "1900-03-01T00:00:00.100Z",
        "0000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z",
        "-292275055-05-16T16:47:04.192Z",
        "+292278994-08-17T07:12:55.807Z"
      })
  void theEdgesOfCalendars(String text) {
    assertThat(written(Instant.parse(text).toEpochMilli())).isEqualTo(text);
  }

  @Property(tries = 20_000)
  void anyTime(
      @ForAll @LongRange(min = -70_000_000_000_000L, max = 260_000_000_000_000L) long time) {
    assertThat(written(time)).isEqualTo(Instant.ofEpochMilli(time).toString());
  }

  /** The minute of the last one is kept: neighbours must not take it for theirs. */
  @Property(tries = 20_000)
  void timesOneAfterTheOther(
      @ForAll @LongRange(min = -70_000_000_000_000L, max = 260_000_000_000_000L) long time,
      @ForAll @LongRange(min = -130_000, max = 130_000) long further) {
    for (long next : new long[] {time, time + further, time, Long.MIN_VALUE, time - further}) {
      assertThat(written(next)).isEqualTo(Instant.ofEpochMilli(next).toString());
    }
  }

  @Property
  void anyDay(@ForAll @LongRange(min = -800_000, max = 3_000_000) long day) {
    long time = day * 86_400_000;
    assertThat(written(time)).isEqualTo(Instant.ofEpochMilli(time).toString());
  }
}
