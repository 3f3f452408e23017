package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be wrong with the live side, the seam and the windows: the line that replaces one of
 * {@link Definitions#RIGHT}, and every problem that is told.
 */
class SeamProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          13 ¦ topic: trips/2026 ¦ 13:10 live.topic: expected a topic: letters, digits, dots, underscores and hyphens, found "trips/2026"
          13 ¦ topc: trips ¦ 13:3 live.topc: no such key (did you mean topic?); there are topic, bootstrap_servers, format, schema_file, message_type, schema_registry, start, stop, start_slack, idle_after, consumer, sample and allow_gap && 13:3 live.topic: is missing: the topic to read
          14 ¦ servers: a ¦ 13:3 live.bootstrap_servers: is missing: host:port, or embedded for a broker of the launch's own && 14:3 live.servers: no such key; there are topic, bootstrap_servers, format, schema_file, message_type, schema_registry, start, stop, start_slack, idle_after, consumer, sample and allow_gap
          14 ¦ bootstrap_servers: " " ¦ 14:22 live.bootstrap_servers: expected host:port or embedded, found " "
          16 ¦ at: yesterday ¦ 16:7 cutover.at: expected an ISO instant, none or history_end, found "yesterday"
          16 ¦ at: history_ned ¦ 16:7 cutover.at: expected an ISO instant, none or history_end, found "history_ned" (did you mean history_end?)
          16 ¦ at: 2026-02-30T00:00:00Z ¦ 16:7 cutover.at: expected an ISO instant, none or history_end, found "2026-02-30T00:00:00Z"
          16 ¦ at: +12026-01-01T00:00:00Z ¦ 16:7 cutover.at: expected an ISO instant, none or history_end, found "+12026-01-01T00:00:00Z"
          16 ¦ at: {} ¦ 16:7 cutover.at: expected an ISO instant, none or history_end, found a mapping
          17 ¦ dedupe: {by: [idd]} ¦ 17:16 cutover.dedupe.by: no such field: idd (did you mean id?); there are id, at and fare
          17 ¦ dedupe: {by: []} ¦ 17:16 cutover.dedupe.by: expected at least one field, found a list
          17 ¦ dedupe: {within: 5s} ¦ 17:11 cutover.dedupe.by: is missing: a list of fields, or record for all of them
          17 ¦ dedupe: id ¦ 17:11 cutover.dedupe: expected a mapping with by, found "id"
          17 ¦ dedupe: {by: id, within: soon} ¦ 17:28 cutover.dedupe.within: expected a duration such as 10s, 5m or 1h30m, found "soon"
          18 ¦ windowing: {type: fixd, size: 1x, every: 5m} ¦ 18:19 windowing.type: expected fixed, sliding, sessions or global, found "fixd" (did you mean fixed?) && 18:31 windowing.size: expected a duration such as 10s, 5m or 1h30m, found "1x" && 18:35 windowing.every: no such key; there are type, size, period, offset, gap, allowed_lateness, early_every and accumulation
          18 ¦ windowing: {size: 1h} ¦ 18:12 windowing.type: is missing: fixed, sliding, sessions or global
          18 ¦ windowing: fixed ¦ 18:12 windowing: expected a mapping with type, found "fixed"
          18 ¦ windowing: {type: fixed} ¦ 18:12 windowing.size: is missing: how long a window is, such as 1h
          18 ¦ windowing: {type: fixed, size: 0s} ¦ 18:32 windowing.size: expected a duration longer than 0, found "0s"
          18 ¦ windowing: {type: fixed, size: 1h, offset: 1h} ¦ 18:44 windowing.offset: expected an offset shorter than the size
          18 ¦ windowing: {type: fixed, size: 1h, period: 1m} ¦ 18:36 windowing.period: no such key; there are type, size, offset, allowed_lateness, early_every and accumulation
          18 ¦ windowing: {type: sliding, size: 1h} ¦ 18:12 windowing.period: is missing: how often a window begins, such as 5m
          18 ¦ windowing: {type: sliding, size: 1h, period: 2h} ¦ 18:46 windowing.period: a period longer than the size would leave gaps between windows
          18 ¦ windowing: {type: sessions} ¦ 18:12 windowing.gap: is missing: what silence ends a session, such as 30m
          18 ¦ windowing: {type: global, gap: 1h} ¦ 18:27 windowing.gap: no such key; there are type, allowed_lateness, early_every and accumulation
          18 ¦ windowing: {type: global, early_every: 0s} ¦ 18:40 windowing.early_every: expected a duration longer than 0, found "0s"
          18 ¦ windowing: {type: global, accumulation: all} ¦ 18:41 windowing.accumulation: expected accumulating or discarding, found "all"
          18 ¦ windowing: {type: global, allowed_lateness: -5m} ¦ 18:45 windowing.allowed_lateness: expected a duration such as 10s, 5m or 1h30m, found "-5m"
          13 ¦ topic: ¦ 13:3 live.topic: is missing: the topic to read
          """)
  void problemsOfLiveAndCutoverAndWindowingAreTold(int line, String text, String problems) {
    assertThat(Definitions.problems(Definitions.with(line, text)))
        .containsExactly(problems.split(" && "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          latest ¦ latest would pass over what came between the end of the history and now; start at the cutover or earlier, or accept the gap with allow_gap: true
          2026-01-01T00:00:00.001Z ¦ would pass over what came since cutover.at, which live owns; start earlier, or accept the gap with allow_gap: true
          """)
  void aStartThatPassesOverWhatNoHistoryHasIsRefusedUnlessTheGapIsAccepted(
      String start, String problem) {
    String yaml = Definitions.with(13, "start: " + start + "\n  topic: trips");
    assertThat(Definitions.problems(yaml)).containsExactly("13:10 live.start: " + problem);
    assertThat(
            Definitions.problems(yaml.replace("topic: trips", "topic: trips\n  allow_gap: true")))
        .isEmpty();
    assertThat(Definitions.problems(yaml.replaceFirst("history:\n.*\n.*\n", ""))).isEmpty();
  }

  @Test
  void aStartAtTheInstantItselfPassesNothingOver() {
    assertThat(
            Definitions.problems(
                Definitions.with(13, "start: 2026-01-01T00:00:00Z\n  topic: trips")))
        .isEmpty();
  }
}
