package dev.mainstem.verify;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.rehearsal.Comparison;
import dev.mainstem.rehearsal.Feed;
import dev.mainstem.rehearsal.Rehearsal;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.MessageSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs a definition over the rows of its history: as a history, which all else is held against; as
 * a live stream; and as both, at some seams. Nothing is written. Not thread-safe.
 */
public final class Verification {

  private static final LiveSpec STAND_IN =
      new LiveSpec(
          "none",
          "none:0",
          MessageSpec.JSON,
          new LiveSpec.Start(LiveSpec.Start.Kind.EARLIEST, null),
          Duration.ZERO,
          LiveSpec.Stop.END,
          null,
          Map.of(),
          List.of(),
          false);

  private final Plan plan;
  private final Rehearsal rehearsal;
  private final HistoryRows read;
  private final ComparedSteps compared;
  private final Random random;
  private final Map<String, List<Row>> reference = new LinkedHashMap<>();

  private Verification(Plan plan, Rehearsal rehearsal, HistoryRows read, Random random) {
    this.plan = plan;
    this.rehearsal = rehearsal;
    this.read = read;
    this.compared = ComparedSteps.of(plan);
    this.random = random;
  }

  /**
   * The same rows in one form.
   *
   * @param seam the event time at which live takes over from the history, or null without a seam
   * @param steps how the rows of each step differ from those over the history alone
   */
  public record Trial(@Nullable Instant seam, Map<String, Comparison> steps) {

    public Trial {
      steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /** Whether the form makes no difference. */
    public boolean isEqual() {
      return steps.values().stream().allMatch(Comparison::isEqual);
    }
  }

  /**
   * Reads the rows.
   *
   * @param plan of a definition with a history
   * @param options of a runner in this process
   * @param most how many rows, at most, of the first ones
   * @param seed of all that is random
   * @throws EnvironmentException if there are no files, no rows in them, or a file is missing that
   *     a step looks up in
   */
  public static Verification of(Plan plan, PipelineOptions options, int most, long seed) {
    Definition definition = plan.definition();
    HistorySpec history = definition.historySide().orElseThrow();
    HistoryRows read = HistoryRows.read(definition, history, most);
    if (read.rows().isEmpty()) {
      throw new EnvironmentException(
          "there are no rows in %s to verify with".formatted(history.paths()));
    }
    Plan both = Plan.of(withBothSides(definition));
    return new Verification(both, Rehearsal.of(both, options), read, new Random(seed));
  }

  private static Definition withBothSides(Definition was) {
    return new Definition(
        was.file(),
        was.folder(),
        was.name(),
        was.stream(),
        was.typed(),
        was.history(),
        was.liveSide().orElse(STAND_IN),
        was.cutover(),
        was.windowing(),
        was.transforms(),
        was.sinks(),
        was.rejectLate(),
        was.rejected(),
        was.tests(),
        was.secrets(),
        was.problems());
  }

  /** How many rows there are. */
  public int rows() {
    return read.rows().size();
  }

  /** How many files they are of. */
  public int files() {
    return read.files();
  }

  /** How many records of these files are no rows. */
  public long badRecords() {
    return read.bad();
  }

  /** The steps that are compared. */
  public List<String> steps() {
    return compared.steps();
  }

  /** The steps that look at one side on purpose, so that there is nothing to compare. */
  public List<String> stepsOfOneSide() {
    return compared.ofOneSide();
  }

  /** Whether rows come twice, because a dedupe takes them for one. */
  public boolean hasCopies() {
    return plan.definition().cutover().dedupe() != null;
  }

  /** How many rows a step makes of the history alone; after {@link #run}. */
  public int rowsOf(String step) {
    return reference.getOrDefault(step, List.of()).size();
  }

  /**
   * Runs the steps over the rows in each form.
   *
   * @param seams how many seams to try
   * @param each is told each form as it is done: live alone first, then the seams
   */
  public void run(int seams, Consumer<Trial> each) {
    reference.putAll(made(atOnce(read.rows()), new Feed(), null));
    each.accept(trial(null, new Feed(), arrivals().of(read.rows())));
    for (int i = 0; i < seams; i++) {
      each.accept(atSeam(randomSeam()));
    }
  }

  /** The time of a row, but of none of the oldest and the newest tenth. */
  private Instant randomSeam() {
    List<Long> times =
        read.rows().stream().map(row -> row.getTimestamp().getMillis()).sorted().toList();
    int tenth = times.size() / 10;
    return Instant.ofEpochMilli(times.get(tenth + random.nextInt(times.size() - 2 * tenth)));
  }

  private Trial atSeam(Instant seam) {
    boolean owned = plan.definition().cutover().hasInstant();
    boolean overlap = owned || hasCopies();
    List<TimestampedValue<Row>> history =
        read.rows().stream().filter(row -> isBefore(row, seam) || (overlap && chance())).toList();
    List<TimestampedValue<Row>> live =
        read.rows().stream().filter(row -> !isBefore(row, seam) || (overlap && chance())).toList();
    return trial(seam, atOnce(history), arrivals().of(live));
  }

  /** Whether a row of the other side's time comes on this one too. */
  private boolean chance() {
    return random.nextInt(4) == 0;
  }

  private static boolean isBefore(TimestampedValue<Row> row, Instant seam) {
    return row.getTimestamp().getMillis() < seam.toEpochMilli();
  }

  private Arrivals arrivals() {
    return new Arrivals(plan.definition().stream().maxOutOfOrderness(), hasCopies(), random);
  }

  private Trial trial(@Nullable Instant seam, Feed history, Feed live) {
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    made(history, live, seam)
        .forEach(
            (step, rows) ->
                comparisons.put(
                    step,
                    Comparison.of(
                        rehearsal.schemaOf(step), reference.getOrDefault(step, List.of()), rows)));
    return new Trial(seam, comparisons);
  }

  private Map<String, List<Row>> made(Feed history, Feed live, @Nullable Instant seam) {
    Instant cutover = plan.definition().cutover().hasInstant() ? seam : null;
    Map<String, List<Row>> rows = rehearsal.run(history, live, cutover, compared.steps()).rows();
    Map<String, List<Row>> inOrder = new LinkedHashMap<>();
    compared.steps().forEach(step -> inOrder.put(step, rows.getOrDefault(step, List.of())));
    return inOrder;
  }

  private static Feed atOnce(List<TimestampedValue<Row>> rows) {
    Feed feed = new Feed();
    rows.forEach(row -> feed.row(row.getValue(), row.getTimestamp()));
    return feed;
  }
}
