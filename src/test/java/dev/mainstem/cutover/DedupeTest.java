package dev.mainstem.cutover;

import static dev.mainstem.cutover.Seam.at;
import static dev.mainstem.cutover.Seam.record;
import static dev.mainstem.cutover.Seam.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** Copies found, late and forgotten: scripts of the watermark, played on the DirectRunner. */
class DedupeTest {

  private static final Seam BY_ID = Seam.dedupe(Map.of("by", "id"));
  private static final Seam WITHIN_TEN = Seam.dedupe(Map.of("by", "id", "within", "10s"));
  private static final Seam BY_RECORD = Seam.dedupe(Map.of("by", "record"));
  private static final Duration ONE_MILLI = Duration.millis(1);
  private static final Map<String, ?> REJECT = Map.of("late", "reject");

  @Test
  void aCopyIsFoundAndCounted() {
    assertThat(
            BY_ID.expect(
                script()
                    .addElements(record("a", 100), record("b", 100), record("a", 100))
                    // up to the record itself: it is not late yet, and neither is its copy
                    .advanceWatermarkTo(at(100))
                    .addElements(record("a", 100))
                    .advanceWatermarkToInfinity(),
                List.of("a@100", "b@100")))
        .containsExactly(Map.entry("dedupe/copies", 2L));
  }

  @Test
  void theSameIdAtAnotherTimeIsAnotherRecord() {
    assertThat(
            BY_ID.expect(
                script()
                    .addElements(record("a", 100), record("a", 101), record("a", 100))
                    .advanceWatermarkToInfinity(),
                List.of("a@100", "a@101")))
        .containsExactly(Map.entry("dedupe/copies", 1L));
  }

  @Test
  void aCopyBehindTheWatermarkIsLateWhetherItsIdIsKnownOrNot() {
    assertThat(
            BY_ID.expect(
                script()
                    .addElements(record("a", 100))
                    // one millisecond past the record: its id is forgotten
                    .advanceWatermarkTo(at(100).plus(ONE_MILLI))
                    .addElements(record("a", 100), record("never seen", 99))
                    .advanceWatermarkToInfinity(),
                List.of("a@100")))
        .containsExactly(Map.entry("dedupe/late", 2L));
  }

  @Test
  void aLateRecordIsRejectedIfTheDefinitionSaysSo() {
    Seam seam = Seam.dedupe(Map.of("by", "id", "within", "10s"), REJECT);
    assertThat(
            seam.expect(
                script()
                    // past 100 s and 10 s more
                    .advanceWatermarkTo(at(111))
                    .addElements(record("a", 100), record("b", 101))
                    .advanceWatermarkToInfinity(),
                List.of("b@101"),
                "dedupe is late: expected an event time from 1970-01-01T00:01:41.000Z on, found"
                    + " 1970-01-01T00:01:40.000Z {\"grade\":null,\"id\":\"a\",\"line\":null,"
                    + "\"t\":\"1970-01-01T00:01:40Z\",\"value\":1.5}"))
        .containsOnlyKeys("dedupe/late", "dedupe/rejected/is late");
  }

  @Test
  void copiesMayLieApartByWithinAndNoMore() {
    assertThat(
            WITHIN_TEN.expect(
                script()
                    .addElements(record("a", 100), record("a", 110), record("a", 90))
                    .addElements(record("a", 111))
                    .advanceWatermarkToInfinity(),
                List.of("a@100", "a@111")))
        .containsExactly(Map.entry("dedupe/copies", 2L));
  }

  @Test
  void anIdIsKeptUntilItsNewestCopyWouldBeLate() {
    assertThat(
            WITHIN_TEN.expect(
                script()
                    .addElements(record("a", 100))
                    // 100 s is late by now, but 110 s, which can be a copy of it, is not
                    .advanceWatermarkTo(at(115))
                    .addElements(record("a", 110))
                    // the last instant at which 110 s is in time
                    .advanceWatermarkTo(at(120))
                    .addElements(record("a", 110))
                    // past it
                    .advanceWatermarkTo(at(120).plus(ONE_MILLI))
                    .addElements(record("a", 110))
                    .advanceWatermarkToInfinity(),
                List.of("a@100")))
        .containsExactly(Map.entry("dedupe/copies", 2L), Map.entry("dedupe/late", 1L));
  }

  @Test
  void theAllowedLatenessMovesTheLine() {
    Seam seam =
        Seam.dedupe(
            Map.of("by", "id"),
            Map.of("windowing", Map.of("type", "fixed", "size", "1h", "allowed_lateness", "60s")));
    assertThat(
            seam.expect(
                script()
                    .addElements(record("a", 100))
                    // the last instant at which 100 s is in time
                    .advanceWatermarkTo(at(160))
                    .addElements(record("a", 100), record("b", 100))
                    // past it
                    .advanceWatermarkTo(at(160).plus(ONE_MILLI))
                    .addElements(record("a", 100), record("b", 100))
                    .advanceWatermarkToInfinity(),
                List.of("a@100", "b@100")))
        .containsExactly(Map.entry("dedupe/copies", 1L), Map.entry("dedupe/late", 2L));
  }

  @Test
  void whatTheWindowsOfOneStepStillTakeIsNotLate() {
    Map<String, ?> own = Map.of("type", "fixed", "size", "1h", "allowed_lateness", "60s");
    Seam seam =
        Seam.dedupe(
            Map.of("by", "id"),
            Map.of("transforms", List.of(Map.of("type", "Combine", "windowing", own))));
    assertThat(
            seam.expect(
                script()
                    .advanceWatermarkTo(at(160))
                    .addElements(record("a", 100), record("b", 99))
                    .advanceWatermarkToInfinity(),
                List.of("a@100")))
        .containsExactly(Map.entry("dedupe/late", 1L));
  }

  @Test
  void ofAWholeRecordMetadataDoNotCount() {
    assertThat(
            BY_RECORD.expect(
                script()
                    .addElements(record("a", 1.5, null, 7L, 100))
                    .addElements(record("a", 1.5, null, 8L, 100), record("a", 1.5, null, null, 100))
                    .addElements(record("a", 2.5, null, 7L, 100))
                    .advanceWatermarkToInfinity(),
                List.of("a@100", "a@100")))
        .containsExactly(Map.entry("dedupe/copies", 2L));
  }

  @Test
  void ofAWholeRecordAFieldOfTheFileNameCountsOnlyWhereBothHaveIt() {
    assertThat(
            BY_RECORD.expect(
                script()
                    .addElements(record("a", 1.5, "fine", null, 100))
                    .addElements(record("a", 1.5, "coarse", null, 100))
                    // the live side does not know the name of the file
                    .addElements(record("a", 1.5, null, null, 100))
                    .advanceWatermarkToInfinity(),
                List.of("a@100", "a@100")))
        .containsExactly(Map.entry("dedupe/copies", 1L));
  }

  @Test
  void aNullIdIsAnIdLikeAnyOther() {
    assertThat(
            BY_ID.expect(
                script()
                    .addElements(record(null, 100), record(null, 100), record("null", 100))
                    .addElements(record(null, 101))
                    .advanceWatermarkToInfinity(),
                List.of("null@100", "null@100", "null@101")))
        .containsExactly(Map.entry("dedupe/copies", 1L));
  }

  @Test
  void aRecordBefore1970IsLikeAnyOther() {
    assertThat(
            BY_ID.expect(
                script()
                    .addElements(record("a", -100), record("a", -100))
                    .advanceWatermarkToInfinity(),
                List.of("a@-100")))
        .containsExactly(Map.entry("dedupe/copies", 1L));
  }

  @Test
  void aSpanOfMillionsOfYearsForgetsNothing() {
    Seam seam = Seam.dedupe(Map.of("by", "id", "within", "100000000000d"));
    assertThat(
            seam.expect(
                script()
                    .addElements(record("a", 100))
                    .advanceWatermarkTo(at(1_000_000_000))
                    .addElements(record("a", 100))
                    .advanceWatermarkToInfinity(),
                List.of("a@100")))
        .containsExactly(Map.entry("dedupe/copies", 1L));
  }
}
