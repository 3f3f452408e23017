package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What java.time writes is the oracle. */
class IsoTextTest {

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
        "+10000-01-01T00:00:00Z"
      })
  void theEdgesOfCalendars(String text) {
    assertThat(IsoText.of(Instant.parse(text).toEpochMilli())).isEqualTo(text);
  }

  @Property(tries = 20_000)
  void anyTime(
      @ForAll @LongRange(min = -70_000_000_000_000L, max = 260_000_000_000_000L) long time) {
    assertThat(IsoText.of(time)).isEqualTo(Instant.ofEpochMilli(time).toString());
  }

  @Property
  void anyDay(@ForAll @LongRange(min = -800_000, max = 3_000_000) long day) {
    long time = day * 86_400_000;
    assertThat(IsoText.of(time)).isEqualTo(Instant.ofEpochMilli(time).toString());
  }
}
