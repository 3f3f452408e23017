package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The careful reader is the oracle: what this one takes, that one takes for the same. */
class UsualTimeTest {

  private static final long YEAR_1 = -62_135_596_800_000L;
  private static final long YEAR_10000 = 253_402_300_800_000L;

  private final UsualTime usual = new UsualTime();
  private final IsoTime careful = new IsoTime(ZoneOffset.UTC);

  private long parse(String text) {
    return usual.parse(("12" + text + "34").toCharArray(), 2, 2 + text.length());
  }

  private long carefully(String text) {
    try {
      return careful.parseMillis(text.toCharArray(), 0, text.length());
    } catch (BadValue e) {
      return UsualTime.NONE;
    }
  }

  @Property(tries = 20_000)
  void takesWhatJavaWrites(@ForAll @LongRange(min = YEAR_1, max = YEAR_10000 - 1) long millis) {
    assertThat(parse(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
    long whole = Math.floorDiv(millis, 1000L) * 1000;
    assertThat(parse(Instant.ofEpochMilli(whole).toString())).isEqualTo(whole);
  }

  /** One reader for all of them: the day that it keeps must be none that there is not. */
  @Property(tries = 50_000)
  void takesNothingThatTheCarefulReaderRefuses(@ForAll("nearTimes") String text) {
    long parsed = parse(text);
    long expected = carefully(text);
    if (text.contains("T24")) {
      assertThat(parsed).isEqualTo(UsualTime.NONE);
    } else {
      assertThat(parsed).isEqualTo(expected);
    }
  }

  @Property(tries = 50_000)
  void aForeignCharacterIsNeverTaken(
      @ForAll("nearTimes") String text, @ForAll char other, @ForAll @LongRange(max = 23) long at) {
    StringBuilder changed = new StringBuilder(text);
    changed.setCharAt((int) at % text.length(), other);
    long parsed = parse(changed.toString());
    if (parsed != UsualTime.NONE) {
      assertThat(parsed).isEqualTo(carefully(changed.toString()));
    }
  }

  @Provide
  Arbitrary<String> nearTimes() {
    return Combinators.combine(
            Arbitraries.of(0, 1, 4, 100, 1900, 1969, 1970, 2000, 2023, 2024, 9999),
            Arbitraries.integers().between(0, 13),
            Arbitraries.integers().between(0, 32),
            Arbitraries.integers().between(0, 24),
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 60),
            Arbitraries.of("Z", ".000Z", ".999Z", ".010Z"))
        .as(
            (y, mo, d, h, mi, s, end) ->
                "%04d-%02d-%02dT%02d:%02d:%02d%s".formatted(y, mo, d, h, mi, s, end));
  }

  @Test
  void otherFormsAreLeftToTheCarefulReader() {
    String[] others = {
      "",
      "Z",
      "2026-01-31",
      "2026-01-31T10:15Z",
      "2026-01-31 10:15:30Z",
      "2026-01-31T10:15:30+0",
      "2026-01-31T10:15:30.50Z",
      "2026-01-31T10:15:30,500Z",
      "2026-01-31T10:15:30.500z",
      "2026-01-31T10:15:30.5000",
      " 026-01-31T10:15:30Z",
      "2026-01-31T24:00:00Z"
    };
    for (String other : others) {
      assertThat(parse(other)).as(other).isEqualTo(UsualTime.NONE);
    }
  }
}
