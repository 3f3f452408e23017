package dev.mainstem.windowing;

import static dev.mainstem.windowing.Answers.at;
import static dev.mainstem.windowing.Answers.element;
import static dev.mainstem.windowing.Answers.script;
import static dev.mainstem.windowing.Answers.windowing;

import dev.mainstem.spec.WindowSpec;
import java.util.HashMap;
import java.util.Map;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** When windows answer, and with what: scripts of the watermark, played on the DirectRunner. */
class WindowingTest {

  /** Beam's trigger waits until ten seconds are over, to the millisecond. */
  private static final Duration TEN_SECONDS = Duration.millis(10_001);

  private static final WindowSpec HOURS = hours();
  private static final WindowSpec KEPT = hours("allowed_lateness", "30m");
  private static final WindowSpec KEPT_DISCARDING =
      hours("allowed_lateness", "30m", "accumulation", "discarding");
  private static final WindowSpec EARLY = hours("early_every", "10s");
  private static final WindowSpec EARLY_DISCARDING =
      hours("early_every", "10s", "accumulation", "discarding");

  @Test
  void aWindowAnswersOnceWhenTheWatermarkPassesItsEnd() {
    Answers.expect(
        HOURS,
        script()
            .addElements(element("a", "10:10:00"), element("b", "10:59:59.999"))
            .addElements(element("c", "11:00:00"))
            // passes the end of 10:00-11:00, not that of the next
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(element("d", "11:30:00"))
            // passes the end of all
            .advanceWatermarkToInfinity(),
        "10:00-11:00 on_time 0 [a, b]",
        "11:00-12:00 on_time 0 [c, d]");
  }

  @Test
  void anElementBehindTheWatermarkCountsAsLongAsItsWindowIsOpen() {
    Answers.expect(
        HOURS,
        script()
            .addElements(element("a", "10:50:00"))
            // behind it lies 10:10, but not the end of its window
            .advanceWatermarkTo(at("10:59:59.999"))
            .addElements(element("b", "10:10:00"))
            .advanceWatermarkToInfinity(),
        "10:00-11:00 on_time 0 [a, b]");
  }

  @Test
  void anElementBehindTheEndOfItsWindowIsDropped() {
    Answers.expect(
        HOURS,
        script()
            .addElements(element("a", "10:10:00"))
            // closes 10:00-11:00
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(element("late", "10:59:59.999"))
            .advanceWatermarkToInfinity(),
        "10:00-11:00 on_time 0 [a]");
  }

  @Test
  void aLateElementWithinTheAllowedLatenessGivesAFurtherPaneOfTheWholeWindow() {
    Answers.expect(
        KEPT,
        script()
            .addElements(element("a", "10:10:00"))
            // fires 10:00-11:00, which stays open
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(element("b", "10:20:00"))
            // the last instant at which it is open
            .advanceWatermarkTo(at("11:29:59.999"))
            .addElements(element("c", "10:30:00"))
            .advanceWatermarkToInfinity(),
        "10:00-11:00 on_time 0 [a]",
        "10:00-11:00 late 1 [a, b]",
        "10:00-11:00 late 2 [a, b, c]");
  }

  @Test
  void anElementBehindTheAllowedLatenessIsDropped() {
    Answers.expect(
        KEPT,
        script()
            .addElements(element("a", "10:10:00"))
            // past the end of 10:00-11:00 and its lateness
            .advanceWatermarkTo(at("11:30:00"))
            .addElements(element("late", "10:20:00"))
            .advanceWatermarkToInfinity(),
        "10:00-11:00 on_time 0 [a]");
  }

  @Test
  void aWindowWhoseFirstElementIsLateAnswersWithALatePaneAlone() {
    Answers.expect(
        KEPT,
        script()
            // past the end of 10:00-11:00, within its lateness
            .advanceWatermarkTo(at("11:10:00"))
            .addElements(element("a", "10:10:00"))
            .advanceWatermarkToInfinity(),
        "10:00-11:00 late 0 [a]");
  }

  @Test
  void aDiscardingWindowAnswersWithWhatCameSince() {
    Answers.expect(
        KEPT_DISCARDING,
        script()
            .addElements(element("a", "10:10:00"))
            // fires 10:00-11:00
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(element("b", "10:20:00"))
            .advanceWatermarkToInfinity(),
        "10:00-11:00 on_time 0 [a]",
        "10:00-11:00 late 1 [b]");
  }

  @Test
  void anOpenWindowAnswersEarlyByTheClock() {
    Answers.expect(
        EARLY,
        script()
            .addElements(element("a", "10:10:00"))
            .advanceProcessingTime(TEN_SECONDS)
            .addElements(element("b", "10:20:00"))
            .advanceProcessingTime(TEN_SECONDS)
            // nothing came, so nothing is said
            .advanceProcessingTime(TEN_SECONDS)
            .addElements(element("c", "10:30:00"))
            // passes the end
            .advanceWatermarkToInfinity(),
        "10:00-11:00 early 0 [a]",
        "10:00-11:00 early 1 [a, b]",
        "10:00-11:00 on_time 2 [a, b, c]");
  }

  @Test
  void aDiscardingWindowAnswersEarlyWithWhatCameSince() {
    Answers.expect(
        EARLY_DISCARDING,
        script()
            .addElements(element("a", "10:10:00"))
            .advanceProcessingTime(TEN_SECONDS)
            .addElements(element("b", "10:20:00"))
            // passes the end
            .advanceWatermarkToInfinity(),
        "10:00-11:00 early 0 [a]",
        "10:00-11:00 on_time 1 [b]");
  }

  @Test
  void nothingIsSaidTwiceWhenTheWatermarkJumpsPastTheEndAndTheLatenessAtOnce() {
    Answers.expect(
        KEPT,
        script()
            .addElements(element("a", "10:10:00"), element("b", "13:00:00"))
            .advanceWatermarkToInfinity(),
        "10:00-11:00 on_time 0 [a]",
        "13:00-14:00 on_time 0 [b]");
  }

  @Test
  void theAnswerAtTheEndComesEvenIfTheEarlyOneHadAllThereIs() {
    Answers.expect(
        EARLY,
        script()
            .addElements(element("a", "10:10:00"))
            .advanceProcessingTime(TEN_SECONDS)
            // passes the end; nothing came since
            .advanceWatermarkToInfinity(),
        "10:00-11:00 early 0 [a]",
        "10:00-11:00 on_time 1 [a]");
  }

  @Test
  void aSlidingWindowHoldsWhatTheNextOneHoldsToo() {
    Answers.expect(
        windowing(Map.of("type", "sliding", "size", "1h", "period", "30m")),
        script().addElements(element("a", "10:10:00")).advanceWatermarkToInfinity(),
        "09:30-10:30 on_time 0 [a]",
        "10:00-11:00 on_time 0 [a]");
  }

  @Test
  void aSessionEndsAfterAGapAndAnElementBetweenTwoJoinsThem() {
    Answers.expect(
        windowing(Map.of("type", "sessions", "gap", "15m")),
        script()
            .addElements(element("a", "10:00:00"), element("b", "10:20:00"))
            .addElements(element("joins", "10:10:00"), element("other", "10:35:00"))
            // passes the ends of both
            .advanceWatermarkToInfinity(),
        "10:00-10:35 on_time 0 [a, b, joins]",
        "10:35-10:50 on_time 0 [other]");
  }

  @Test
  void aLateElementExtendsASessionThatIsKept() {
    Answers.expect(
        windowing(Map.of("type", "sessions", "gap", "15m", "allowed_lateness", "1h")),
        script()
            .addElements(element("a", "10:00:00"))
            // passes the end of 10:00-10:15
            .advanceWatermarkTo(at("10:16:00"))
            .addElements(element("b", "09:55:00"))
            .advanceWatermarkToInfinity(),
        "10:00-10:15 on_time 0 [a]",
        "09:55-10:15 late 0 [a, b]"); // a session of another start is another window
  }

  @Test
  void allTimeAnswersAtItsEndAndEarlyIfAsked() {
    Answers.expect(
        windowing(Map.of("type", "global", "early_every", "10s")),
        script()
            .addElements(element("a", "10:10:00"))
            .advanceProcessingTime(TEN_SECONDS)
            // a window without an end is never late
            .advanceWatermarkTo(at("20:00:00"))
            .addElements(element("b", "10:20:00"))
            .advanceWatermarkToInfinity(),
        "all time early 0 [a]",
        "all time on_time 1 [a, b]");
  }

  private static WindowSpec hours(String... more) {
    Map<String, String> words = new HashMap<>(Map.of("type", "fixed", "size", "1h"));
    for (int i = 0; i < more.length; i += 2) {
      words.put(more[i], more[i + 1]);
    }
    return windowing(words);
  }
}
