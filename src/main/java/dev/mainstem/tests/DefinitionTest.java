package dev.mainstem.tests;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.rehearsal.Comparison;
import dev.mainstem.rehearsal.Feed;
import dev.mainstem.rehearsal.Rehearsal;
import dev.mainstem.spec.Arrival;
import dev.mainstem.spec.CutoverSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.TestSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * One test of a definition: rows for its sides, and what its steps must make of them.
 *
 * @param cutover the instant of the cut-over among these rows, or null if both sides count
 */
public record DefinitionTest(
    TestSpec spec,
    Feed history,
    Feed live,
    @Nullable Instant cutover,
    List<Expectation> expectations) {

  public DefinitionTest {
    expectations = List.copyOf(expectations);
  }

  /** What it shows. */
  public String name() {
    return spec.name();
  }

  /**
   * The tests of a definition, in its order.
   *
   * @param plan which may have problems
   * @throws DefinitionException with these, and with those of the tests: a row that is none of its
   *     side or step, a step that there is not
   */
  public static List<DefinitionTest> of(Plan plan) {
    List<DefinitionTest> tests =
        plan.definition().rowType().isPresent()
            ? plan.definition().tests().stream().map(test -> of(plan, test)).toList()
            : List.of();
    plan.definition().problems().throwIfAny();
    return tests;
  }

  private static DefinitionTest of(Plan plan, TestSpec test) {
    Definition definition = plan.definition();
    TypedRows typed = new TypedRows(definition.stream().rowType(), definition.problems());
    Feed history = new Feed();
    Instant newest = feed(definition, test.history(), typed, history);
    Feed live = new Feed();
    feed(definition, test.live(), typed, live);
    CutoverSpec seam = definition.cutover();
    List<Expectation> expectations = new ArrayList<>();
    test.expect()
        .forEach((step, rows) -> expectation(plan, step, rows).ifPresent(expectations::add));
    return new DefinitionTest(
        test, history, live, seam.atHistoryEnd() ? newest : seam.at(), expectations);
  }

  /** Fills a feed; answers the newest event time of its rows, or null if there are none. */
  private static @Nullable Instant feed(
      Definition definition, List<Arrival> arrivals, TypedRows typed, Feed feed) {
    Instant newest = null;
    int time = definition.stream().eventTimeIndex();
    for (Arrival arrival : arrivals) {
      if (arrival instanceof Arrival.OfWatermark move) {
        feed.watermark(move.at());
      } else if (arrival instanceof Arrival.OfClock move) {
        feed.clock(move.by());
      } else if (arrival instanceof Arrival.OfRow given) {
        Optional<Row> row = typed.read(given.row());
        if (row.isPresent()) {
          org.joda.time.Instant at =
              (org.joda.time.Instant) Objects.requireNonNull(row.get().getValues().get(time));
          feed.row(row.get(), at);
          Instant instant = Instant.ofEpochMilli(at.getMillis());
          newest = newest == null || instant.isAfter(newest) ? instant : newest;
        }
      }
    }
    return newest;
  }

  private static Optional<Expectation> expectation(
      Plan plan, String step, TestSpec.Expected expected) {
    boolean there = plan.transforms().names().contains(step);
    Optional<RowType> type = there ? plan.transforms().typeOf(step) : Optional.empty();
    if (there && type.isEmpty()) {
      return Optional.empty(); // the step is wrong, and told to be
    }
    if (!there && !step.equals(TestSpec.REJECTED)) {
      List<String> known = new ArrayList<>(plan.transforms().names());
      known.add(TestSpec.REJECTED);
      plan.definition()
          .problems()
          .add(
              expected.at(),
              expected.path(),
              "no such step: %s%s; there are %s"
                  .formatted(step, NearestWord.hint(step, known), known));
      return Optional.empty();
    }
    return Optional.of(
        Expectation.of(step, expected, type.orElse(null), plan.definition().problems()));
  }

  /** Runs it; answers, for each step in the order of the file, how its rows differ. */
  public Map<String, Comparison> run(Rehearsal rehearsal) {
    List<String> steps =
        expectations.stream().filter(e -> !e.ofRejected()).map(Expectation::step).toList();
    Rehearsal.Results results = rehearsal.run(history, live, cutover, steps);
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    expectations.forEach(e -> comparisons.put(e.step(), e.against(results)));
    return comparisons;
  }
}
