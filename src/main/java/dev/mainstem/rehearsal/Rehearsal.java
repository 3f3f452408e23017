package dev.mainstem.rehearsal;

import dev.mainstem.history.LookupFile;
import dev.mainstem.history.LookupFiles;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.pipeline.UnifiedPipeline;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.transforms.Side;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a definition over rows that are given. Files that steps look up in are read; nothing
 * is written. Not thread-safe.
 */
public final class Rehearsal {

  private final Plan plan;
  private final PipelineOptions options;
  private final List<LookupFile> lookups;
  private final Schema schema;

  private Rehearsal(Plan plan, PipelineOptions options, List<LookupFile> lookups) {
    this.plan = plan;
    this.options = options;
    this.lookups = List.copyOf(lookups);
    this.schema = Rows.schemaOf(plan.definition().stream().rowType());
  }

  /**
   * The rows that steps made, in no order, and what was rejected.
   *
   * @param rows by the names of steps, in the order that they were asked in
   */
  public record Results(Map<String, List<Row>> rows, List<Rejected> rejected) {

    public Results {
      rows = Map.copyOf(rows);
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * Of a checked definition.
   *
   * @param options of a runner in this process: of the DirectRunner, which waits for all that
   *     follows from an arrival before the next one, or of Flink with one task, which is faster and
   *     keeps the order alone
   * @throws EnvironmentException if a file that a step looks up in is not there, or is wrong
   */
  public static Rehearsal of(Plan plan, PipelineOptions options) {
    return new Rehearsal(
        plan, options, LookupFiles.find(plan.definition(), plan.transforms().lookups()));
  }

  /** The type of the rows of the stream or of a step, as Beam has it. */
  public Schema schemaOf(String step) {
    return Rows.schemaOf(plan.transforms().typeOf(step).orElseThrow());
  }

  /**
   * Runs the steps.
   *
   * @param history what comes of the history, all at once; of no meaning without that side
   * @param live what comes of the live side, in that order; of no meaning without that side
   * @param cutover the instant of the cut-over, or null if both sides count
   * @param asked the steps whose rows are wanted
   * @throws EnvironmentException if a step failed
   */
  public Results run(Feed history, Feed live, @Nullable Instant cutover, List<String> asked) {
    Pipeline pipeline = Pipeline.create(options);
    Inputs inputs = new Inputs(List.of(), cutover, Optional.empty(), "", lookups);
    UnifiedPipeline unified =
        UnifiedPipeline.over(pipeline, plan, inputs, sources(history, live), asked);
    Map<String, Collected<Row>> rows = new LinkedHashMap<>();
    asked.forEach(step -> rows.put(step, collected(unified.rows(step), step)));
    try (Collected<Rejected> rejected = Collected.of(unified.rejected(), "rehearsal/rejected")) {
      run(pipeline);
      Map<String, List<Row>> results = new LinkedHashMap<>();
      rows.forEach((step, collected) -> results.put(step, collected.elements()));
      return new Results(results, rejected.elements());
    } finally {
      rows.values().forEach(Collected::close);
    }
  }

  private static Collected<Row> collected(PCollection<Row> rows, String step) {
    return Collected.of(rows, "rehearsal/" + step);
  }

  private Map<Side, PTransform<PBegin, PCollectionTuple>> sources(Feed history, Feed live) {
    Definition definition = plan.definition();
    Map<Side, PTransform<PBegin, PCollectionTuple>> sources = new EnumMap<>(Side.class);
    if (definition.historySide().isPresent()) {
      sources.put(Side.HISTORY, new GivenRows(schema, history, true));
    }
    if (definition.liveSide().isPresent()) {
      sources.put(Side.LIVE, new GivenRows(schema, live, false));
    }
    return sources;
  }

  private static void run(Pipeline pipeline) {
    try {
      pipeline.run().waitUntilFinish();
    } catch (Pipeline.PipelineExecutionException e) {
      throw new EnvironmentException("a step failed: " + e.getCause(), e);
    }
  }
}
