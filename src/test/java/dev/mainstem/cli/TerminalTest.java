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
import java.util.OptionalLong;
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
    return state(seconds, 2_000, OptionalLong.empty(), job);
  }

  /** Looked at five seconds behind one o'clock. */
  private static RunState state(int seconds, long historyBytes, OptionalLong lag, JobState job) {
    return new RunState(
        ONE_O_CLOCK.plusSeconds(5), Duration.ofSeconds(seconds), historyBytes, lag, job);
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
                + "   watermark 2026-01-01T01:00:00Z, 5s ago   1 checkpoint");
  }

  @Test
  void theMessagesThatAreToGoAreToldAlsoWhenNoneHasBeenRead() {
    Terminal file = new Terminal(err, false);
    JobState first = new JobState(new Counts(Map.of(), Map.of()), ONE_O_CLOCK, 0, 0);
    file.at(state(1, 0, OptionalLong.of(1_200), first));
    JobState second =
        new JobState(
            new Counts(Map.of("live/rows", 1_200L, "totals/results", 7L), Map.of()), null, 0, 0);
    file.at(state(2, 0, OptionalLong.of(0), second));
    assertThat(shown.toString().lines())
        .containsExactly(
            "1s   live 0 rows, 0/s, 1,200 to go   watermark 2026-01-01T01:00:00Z",
            "2s   live 1,200 rows, 1,200/s, 0 to go   7 results");
  }

  @Test
  void ofManyReasonsTheMostFrequentOnesAreNamed() {
    Map<String, Long> counts =
        Map.of("live/rejected/a", 1L, "live/rejected/b", 30L, "live/rejected/c", 2L);
    new Terminal(err, false).at(after(1, counts, null, 0));
    assertThat(shown.toString().lines())
        .containsExactly("1s   history 0 rows, 0/s   33 rejected: 30 live: b, 2 live: c, ...");
  }

  @Test
  void whatIsLateRejectedOrBegunAgainIsToldWhereThereIsAny() {
    Counts counts =
        new Counts(
            Map.of("late", 2L, "history/rejected/a", 1L, "Map/rejected/b", 3L, "live/rows", 1L),
            Map.of());
    JobState job = new JobState(counts, null, 5, 1);
    new Terminal(err, false).at(state(61, 0, OptionalLong.empty(), job));
    assertThat(shown.toString().lines())
        .containsExactly(
            "1m1s   live 1 row, 0/s   2 late   4 rejected: 3 Map: b, 1 history: a"
                + "   5 checkpoints   1 restart");
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
                + "\"watermark\":\"2026-01-01T01:00:00Z\",\"watermark_age_ms\":5000,"
                + "\"results\":0,\"late\":0,"
                + "\"rejected\":{\"history: a b\":1},\"checkpoints\":2,\"restarts\":0}");
  }
}
