package dev.mainstem.pipeline;

import dev.mainstem.cutover.OwnTime;
import dev.mainstem.cutover.Unify;
import dev.mainstem.history.ReadHistory;
import dev.mainstem.live.ReadLive;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Tally;
import dev.mainstem.sinks.Commit;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import dev.mainstem.transforms.AppliedSteps;
import dev.mainstem.transforms.Side;
import dev.mainstem.transforms.TransformGraph;
import dev.mainstem.windowing.RejectLate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;

/**
 * The one pipeline over a stream's history and its live form.
 *
 * <p>Read it top to bottom: that is the way of a record. The same lines serve a history alone, a
 * live topic alone, and both; whether the pipeline ends follows from what is read. The windows that
 * all steps share are entered where a step first needs them: until then a row stands once, in
 * however many windows it will count.
 */
public final class UnifiedPipeline {

  private final Definition definition;
  private final Plan plan;
  private final Inputs inputs;
  private final Commit commit;
  private final RejectedRecords rejected = new RejectedRecords();
  private final Map<Side, PTransform<PBegin, PCollectionTuple>> sources;
  private final Map<Side, PCollection<RowBatch>> sides = new EnumMap<>(Side.class);
  private final AppliedSteps steps;

  private UnifiedPipeline(
      Pipeline pipeline,
      Plan plan,
      Inputs inputs,
      Commit commit,
      Map<Side, PTransform<PBegin, PCollectionTuple>> sources,
      GroupBuckets buckets,
      List<String> taken) {
    this.definition = plan.definition();
    this.plan = plan;
    this.inputs = inputs;
    this.commit = commit;
    this.sources = new EnumMap<>(sources);
    RowStream stream = stream(pipeline);
    TransformGraph transforms = plan.transforms().bound(inputs.lookupsByStep(), buckets);
    this.steps = transforms.over(side -> side == Side.BOTH ? stream : alone(side), rejected, taken);
  }

  /**
   * The pipeline of a checked definition, over what a launch found, up to its stream; the rest is
   * put in as it is asked for.
   */
  public static UnifiedPipeline in(
      Pipeline pipeline, Plan plan, Inputs inputs, Commit commit, Parallelism parallelism) {
    return new UnifiedPipeline(
        pipeline,
        plan,
        inputs,
        commit,
        reading(plan, inputs, parallelism.workers()),
        parallelism.buckets(),
        plan.written());
  }

  /**
   * The same pipeline with other sources in the place of the files and the topic. It writes
   * nothing: it ends with the rows that are asked for.
   *
   * @param sources for each side that the definition has, what makes its rows and, with them,
   *     rejected records
   * @param asked the steps whose rows will be asked for
   */
  public static UnifiedPipeline over(
      Pipeline pipeline,
      Plan plan,
      Inputs inputs,
      Map<Side, PTransform<PBegin, PCollectionTuple>> sources,
      List<String> asked) {
    Commit nothing = new Commit("", true, false, false);
    return new UnifiedPipeline(
        pipeline, plan, inputs, nothing, sources, GroupBuckets.FOR_ANY, asked);
  }

  private static Map<Side, PTransform<PBegin, PCollectionTuple>> reading(
      Plan plan, Inputs inputs, int workers) {
    Definition definition = plan.definition();
    Map<Side, PTransform<PBegin, PCollectionTuple>> sources = new EnumMap<>(Side.class);
    definition
        .historySide()
        .map(history -> ReadHistory.of(definition.stream(), history, inputs.files()).by(workers))
        .ifPresent(read -> sources.put(Side.HISTORY, read));
    definition
        .liveSide()
        .map(live -> ReadLive.of(definition.stream(), live, inputs.topic().orElseThrow()))
        .ifPresent(read -> sources.put(Side.LIVE, read));
    return sources;
  }

  private RowStream stream(Pipeline pipeline) {
    definition.historySide().ifPresent(h -> sides.put(Side.HISTORY, history(pipeline)));
    definition.liveSide().ifPresent(l -> sides.put(Side.LIVE, live(pipeline)));

    PCollectionList<RowBatch> all = PCollectionList.of(sides.values());
    RowStream once = taken(all.apply("cutover", Unify.of(definition)));
    return RejectLate.of(definition)
        .map(late -> taken(once.rows().apply("windowing", late)))
        .orElse(once);
  }

  /**
   * The rows that one side owns, each record once, for steps that look at them apart from the
   * stream: there they wait for the other side. What is rejected of them is rejected in the stream.
   */
  private RowStream alone(Side side) {
    return RowStream.of(
        PCollectionList.of(Objects.requireNonNull(sides.get(side)))
            .apply(Tally.APART + side.word(), Unify.of(definition)));
  }

  /**
   * The rows of the stream, under that name, or of a step, for whoever adds others.
   *
   * @throws IllegalArgumentException if there is no such step
   */
  public PCollection<Row> rows(String name) {
    return steps.rows(name);
  }

  /** What was rejected anywhere, after the steps that nobody asked for were put in; once. */
  public PCollection<Rejected> rejected() {
    steps.applyAll();
    return rejected.all("rejected/all");
  }

  /** Puts in the steps that nobody asked for, and writes what all of them make; once. */
  public void complete() {
    plan.sinks().forEach(this::write);
    rejected().apply("rejected", plan.rejected().writing(commit, broker()));
  }

  private PCollection<RowBatch> history(Pipeline pipeline) {
    OwnTime own = OwnTime.ofHistory(inputs.cutover(), definition.hasBothSides());
    return read(pipeline, Side.HISTORY).apply("cutover/history", own);
  }

  private PCollection<RowBatch> live(Pipeline pipeline) {
    OwnTime own = OwnTime.ofLive(inputs.cutover(), definition.hasBothSides());
    return read(pipeline, Side.LIVE).apply("cutover/live", own);
  }

  private PCollection<RowBatch> read(Pipeline pipeline, Side side) {
    PTransform<PBegin, PCollectionTuple> source = Objects.requireNonNull(sources.get(side));
    return rejected.takeFrom(pipeline.apply(side.word(), source)).get(RowBatch.TAG);
  }

  private RowStream taken(PCollectionTuple outputs) {
    return RowStream.of(rejected.takeFrom(outputs));
  }

  private void write(Sink sink) {
    sink.write(steps.stream(sink.input()), commit, broker(), rejected);
  }

  private String broker() {
    return inputs.embeddedBroker();
  }
}
