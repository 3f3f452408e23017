package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "10s, PT10S",
    "5m, PT5M",
    "24h, PT24H",
    "7d, P7D",
    "1h30m, PT1H30M",
    "1d1h1m1s1ms, P1DT1H1M1.001S",
    "0s, PT0S",
    "90m, PT1H30M",
    "007s, PT7S",
    "1s1s, PT2S"
  })
  void durationIsReadInItsUnits(String text, String iso) {
    assertThat(Durations.parse(text)).contains(Duration.parse(iso));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "1 h",
        " 1h",
        "1h ",
        "-1s",
        "+1s",
        "1.5h",
        "1w",
        "1H",
        "PT1H",
        "1h30",
        "never",
        "999999999999999d",
        "106751991167d1000000000d",
        "1000000000000000ms",
        "١s"
      })
  void nothingElseIsADuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Property
  void whatIsWrittenIsReadBack(@ForAll @LongRange(min = 0, max = 1L << 53) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(Durations.parse(Durations.format(duration))).contains(duration);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0s", "PT1H30M, 1h30m", "P1D, 1d", "PT0.25S, 250ms", "PT25H, 1d1h"})
  void durationIsWrittenShort(String iso, String text) {
    assertThat(Durations.format(Duration.parse(iso))).isEqualTo(text);
  }
}
