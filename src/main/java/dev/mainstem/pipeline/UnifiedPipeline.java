package dev.mainstem.pipeline;

import dev.mainstem.cutover.OwnTime;
import dev.mainstem.cutover.Unify;
import dev.mainstem.history.ReadHistory;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.ReadLive;
import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Tally;
import dev.mainstem.sinks.Commit;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.transforms.AppliedSteps;
import dev.mainstem.transforms.Side;
import dev.mainstem.transforms.TransformGraph;
import dev.mainstem.windowing.RejectLate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.Pipeline;
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
  private final Map<Side, PCollection<RowBatch>> sides = new EnumMap<>(Side.class);
  private final AppliedSteps steps;

  private UnifiedPipeline(Pipeline pipeline, Plan plan, Inputs inputs, Commit commit) {
    this.definition = plan.definition();
    this.plan = plan;
    this.inputs = inputs;
    this.commit = commit;
    List<String> written = plan.sinks().stream().map(Sink::input).toList();
    RowStream stream = stream(pipeline);
    TransformGraph transforms = plan.transforms().bound(inputs.lookupsByStep());
    this.steps =
        transforms.over(side -> side == Side.BOTH ? stream : alone(side), rejected, written);
  }

  /**
   * The pipeline of a checked definition, over what a launch found, up to its stream; the rest is
   * put in as it is asked for.
   */
  public static UnifiedPipeline in(Pipeline pipeline, Plan plan, Inputs inputs, Commit commit) {
    return new UnifiedPipeline(pipeline, plan, inputs, commit);
  }

  private RowStream stream(Pipeline pipeline) {
    definition.historySide().ifPresent(h -> sides.put(Side.HISTORY, history(pipeline, h)));
    definition.liveSide().ifPresent(l -> sides.put(Side.LIVE, live(pipeline, l)));

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

  /** Puts in the steps that nobody asked for, and writes what all of them make; once. */
  public void complete() {
    plan.sinks().forEach(this::write);
    steps.applyAll();
    rejected.all("rejected/all").apply("rejected", plan.rejected().writing(commit, broker()));
  }

  private PCollection<RowBatch> history(Pipeline pipeline, HistorySpec history) {
    ReadHistory read = ReadHistory.of(definition.stream(), history, inputs.files());
    OwnTime own = OwnTime.ofHistory(inputs.cutover(), definition.hasBothSides());
    PCollectionTuple outputs = rejected.takeFrom(pipeline.apply("history", read));
    return outputs.get(RowBatch.TAG).apply("cutover/history", own);
  }

  private PCollection<RowBatch> live(Pipeline pipeline, LiveSpec live) {
    LiveTopic topic = inputs.topic().orElseThrow();
    ReadLive read = ReadLive.of(definition.stream(), live, topic);
    OwnTime own = OwnTime.ofLive(inputs.cutover(), definition.hasBothSides());
    PCollectionTuple outputs = rejected.takeFrom(pipeline.apply("live", read));
    return outputs.get(RowBatch.TAG).apply("cutover/live", own);
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
