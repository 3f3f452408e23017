package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is warned of, by the definition alone or by what a launch found for it. */
class WarningsTest {

  private static final String BOTH =
      """
      name: warned
      stream: {schema: {id: string, at: timestamp}, event_time: at}
      history: {path: a.csv}
      live: {topic: t, bootstrap_servers: embedded}
      cutover: {at: 2026-01-01T00:00:00Z}
      windowing: {type: fixed, size: 1h}
      transforms: [{name: hours, type: Combine, config: {combine: {n: {fn: count}}}}]
      sinks: [{type: WriteToConsole}]
      """;

  @Test
  void ofASoundDefinitionThereIsNone() {
    assertThat(of(BOTH)).isEmpty();
    assertThat(of(BOTH.replaceFirst("cutover: .*", "cutover: {dedupe: {by: [id]}}"))).isEmpty();
    assertThat(of(without("history"))).isEmpty();
  }

  @Test
  void twoSidesWithoutOwnershipAndDedupeMayCountTwice() {
    assertThat(of(without("cutover")))
        .containsExactly(
            "cutover: what stands in the files and in the topic counts twice; say who owns an"
                + " instant (at), or what makes two records one (dedupe)");
  }

  @Test
  void messagesOfOpenTransactionsMayBeAborted() {
    assertThat(of(live("consumer: {isolation.level: read_uncommitted}")))
        .containsExactly(
            "live.consumer: with isolation.level read_uncommitted, messages count whose transaction"
                + " is aborted later");
    assertThat(of(live("consumer: {isolation.level: read_committed}"))).isEmpty();
  }

  @Test
  void aPartitionThatIsNeverIdleHoldsBackAnEndlessStream() {
    assertThat(of(live("idle_after: never")))
        .containsExactly(
            "live.idle_after: with never, one partition without new messages holds back all"
                + " results");
    assertThat(of(live("idle_after: never, stop: end"))).isEmpty();
  }

  @Test
  void whatWasCommittedMayLieBehindTheHistory() {
    assertThat(of(live("start: committed")))
        .containsExactly(
            "live.start: with committed, nobody reads what came between the end of the history and"
                + " what the consumer group has committed");
  }

  @Test
  void windowsThatAnswerAgainArePrintedAgain() {
    String again = BOTH.replace("size: 1h", "size: 1h, early_every: 10s");
    assertThat(of(again))
        .containsExactly(
            "sinks/0_WriteToConsole: prints a window again with each of its panes, and each holds"
                + " all of the window");
    assertThat(of(again.replace("10s", "10s, accumulation: discarding"))).isEmpty();
  }

  @Test
  void panesThatHoldWhatIsNewTakeThePlaceOfOthersInATable() {
    String table =
        BOTH.replace("size: 1h", "size: 1h, early_every: 10s, accumulation: discarding")
            .replaceFirst(
                "sinks: .*",
                "sinks: [{type: WriteToJdbc, config: {url: 'jdbc:h2:x', table: t, key: [n]}}]");
    assertThat(of(table))
        .containsExactly(
            "sinks/0_WriteToJdbc: a pane takes the place of the one before, and with discarding each"
                + " holds only what is new; add pane_index to the key");
    assertThat(of(table.replace("key: [n]", "key: [n, pane_index]"))).isEmpty();
    assertThat(of(table.replace(", key: [n]", ""))).isEmpty();
    assertThat(of(table.replace("discarding", "accumulating"))).isEmpty();
  }

  @Test
  void aStartBehindTheEndOfTheHistoryIsToldWhenThatIsFound() {
    String yaml =
        live("start: 2026-01-01T00:00:01Z").replaceFirst("at: 2026.*Z", "at: history_end");
    Inputs inputs =
        new Inputs(List.of(), Instant.parse("2026-01-01T00:00:00Z"), Optional.empty(), "");
    assertThat(of(yaml)).isEmpty();
    assertThat(Warnings.of(plan(yaml), inputs))
        .containsExactly(
            "live.start: passes over what came since the cut-over at 2026-01-01T00:00:00Z, which"
                + " live owns");
  }

  private static String live(String key) {
    return BOTH.replace("servers: embedded", "servers: embedded, " + key);
  }

  private static String without(String key) {
    return BOTH.replaceFirst(key + ": .*\n", "");
  }

  private static List<String> of(String yaml) {
    return Warnings.of(plan(yaml));
  }

  private static Plan plan(String yaml) {
    return Plan.of(DefinitionReader.parse(yaml, Path.of("/w"), Runs.noVariables()));
  }
}
