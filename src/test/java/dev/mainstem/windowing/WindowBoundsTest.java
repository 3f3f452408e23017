package dev.mainstem.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.WindowSpec;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowBoundsTest {

  private static final String TEN_FORTY = "10:40";

  @Test
  void fixedWindowsAreOne() {
    assertThat(windows("{type: fixed, size: 1h}", TEN_FORTY)).containsExactly("10:00 to 11:00");
    assertThat(windows("{type: fixed, size: 1h, offset: 45m}", TEN_FORTY))
        .containsExactly("09:45 to 10:45");
    assertThat(windows("{type: fixed, size: 1h}", "11:00")).containsExactly("11:00 to 12:00");
  }

  @Test
  void slidingWindowsAreSeveralTheOldestFirst() {
    assertThat(windows("{type: sliding, size: 1h, period: 20m}", TEN_FORTY))
        .containsExactly("10:00 to 11:00", "10:20 to 11:20", "10:40 to 11:40");
  }

  @Test
  void aSessionBeginsWithItsRowAndAllTimeHasNoBounds() {
    assertThat(windows("{type: sessions, gap: 5m}", TEN_FORTY)).containsExactly("10:40 to 10:45");
    assertThat(windows("{type: global}", TEN_FORTY)).isEmpty();
  }

  private static List<String> windows(String yaml, String time) {
    WindowSpec spec =
        DefinitionReader.parse(
                """
                name: windows
                stream: {schema: {at: timestamp}, event_time: at}
                history: {path: a.csv}
                sinks: [{type: WriteToConsole}]
                windowing: %s
                """
                    .formatted(yaml),
                Path.of(""),
                Runs.noVariables())
            .windowing();
    return WindowBounds.of(spec, Instant.parse("2026-01-01T" + time + ":00Z")).stream()
        .map(w -> minute(w.start()) + " to " + minute(w.end()))
        .toList();
  }

  private static String minute(Instant instant) {
    return instant.toString().substring(11, 16);
  }
}
