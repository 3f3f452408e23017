package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.Counts;
import dev.mainstem.launch.JobState;
import dev.mainstem.launch.RunState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody sees of a run while it goes on. */
class TerminalTest {

  private static final Instant ONE_O_CLOCK = Instant.parse("2026-01-01T01:00:00Z");

  private final StringWriter shown = new StringWriter();
  private final PrintWriter err = new PrintWriter(shown);

  private static RunState after(
      int seconds, Map<String, Long> counts, @Nullable Instant watermark, long checkpoints) {
    JobState job = new JobState(new Counts(counts, Map.of()), watermark, checkpoints, 0);
    return new RunState(Duration.ofSeconds(seconds), 2_000, job);
  }

  @Test
  void aLineTellsHowFarEachSideIsAndHowFastSinceTheLineBefore() {
    Terminal file = new Terminal(err, false);
    file.at(after(10, Map.of("history/rows", 3_000L, "history/bytes", 500L), null, 0));
    file.at(
        after(
            20,
            Map.of("history/rows", 8_000L, "history/bytes", 2_000L, "live/rows", 20L),
            ONE_O_CLOCK,
            1));
    assertThat(shown.toString().lines())
        .containsExactly(
            "10s   history 3,000 rows, 300/s, 25 % of the files",
            "20s   history 8,000 rows, 500/s, 100 % of the files   live 20 rows, 2/s"
                + "   watermark 2026-01-01T01:00:00Z   1 checkpoint");
  }

  @Test
  void whatIsLateRejectedOrBegunAgainIsToldWhereThereIsAny() {
    Counts counts =
        new Counts(
            Map.of("late", 2L, "history/rejected/a", 1L, "Map/rejected/b", 3L, "live/rows", 1L),
            Map.of());
    JobState job = new JobState(counts, null, 5, 1);
    new Terminal(err, false).at(new RunState(Duration.ofSeconds(61), 0, job));
    assertThat(shown.toString().lines())
        .containsExactly(
            "1m1s   live 1 row, 0/s   2 late   4 rejected   5 checkpoints   1 restart");
  }

  @Test
  void whereSomebodyLooksOnTheLineIsWrittenOverAndGoneBeforeTheNextOne() {
    Terminal screen = new Terminal(err, true);
    screen.at(after(1, Map.of("history/rows", 1L), null, 0));
    screen.at(after(2, Map.of("history/rows", 3L), null, 0));
    screen.say("stopping");
    screen.clear();
    String over = "\r\u001b[K";
    assertThat(shown.toString().replace("\u001b[?7l", "").replace("\u001b[?7h", ""))
        .isEqualTo(
            "%s1s   history 1 row, 1/s%s2s   history 3 rows, 2/s%sstopping%n"
                .formatted(over, over, over));
  }

  @Test
  void programsGetAnObjectALine() {
    JsonTerminal program = new JsonTerminal(err);
    program.say("a \"word\"");
    program.at(after(10, Map.of("history/rows", 3L, "history/rejected/a b", 1L), ONE_O_CLOCK, 2));
    assertThat(shown.toString().lines())
        .containsExactly(
            "{\"message\":\"a \\\"word\\\"\"}",
            "{\"took_ms\":10000,\"history_rows\":3,\"history_bytes\":0,"
                + "\"history_bytes_in_all\":2000,\"live_rows\":0,"
                + "\"watermark\":\"2026-01-01T01:00:00Z\",\"late\":0,"
                + "\"rejected\":{\"history: a b\":1},\"checkpoints\":2,\"restarts\":0}");
  }
}
