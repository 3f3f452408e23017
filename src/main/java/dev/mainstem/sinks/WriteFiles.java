package dev.mainstem.sinks;

import dev.mainstem.record.RowStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterEach;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.Window.OnTimeBehavior;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Duration;

/**
 * Writes elements to files that exist under their names only once they are complete.
 *
 * <p>Each bundle writes a part of its own; the parts are gathered, by a plain grouping, at the end
 * of the stream or, where there are results before it, at once and then every minute; and the
 * gathered ones get their names. Nothing but the parts' names goes through the shuffle.
 */
final class WriteFiles<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;
  private static final Duration ROLL_AFTER = Duration.standardMinutes(1);

  private final String step;
  private final FileTarget target;
  private final FilePacking packing;
  private final FileFormat<T> format;
  private final Commit commit;

  /**
   * The writing of a sink.
   *
   * @param step its name in counters
   * @param packing of the parts at the end, or of each minute
   */
  WriteFiles(
      String step, FileTarget target, FilePacking packing, FileFormat<T> format, Commit commit) {
    this.step = step;
    this.target = target;
    this.packing = commit.rolling() ? packing.rolling() : packing;
    this.format = format;
    this.commit = commit;
  }

  /** Writes rows, in batches if they come so. */
  static void write(
      RowStream stream,
      String step,
      FileTarget target,
      FilePacking packing,
      FileFormat<Row> format,
      Commit commit) {
    stream
        .batches()
        .ifPresentOrElse(
            batches ->
                batches.apply(
                    step, new WriteFiles<>(step, target, packing, new BatchLines(format), commit)),
            () ->
                stream.rows().apply(step, new WriteFiles<>(step, target, packing, format, commit)));
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    elements
        .apply("Parts", ParDo.of(new WriteParts<>(format, target.parts(commit.run()))))
        .setCoder(KvCoder.of(VarIntCoder.of(), new PartFile.PartCoder()))
        .apply("Gather", window())
        .apply("PerSink", GroupByKey.create())
        .apply(
            "Commit",
            ParDo.of(
                new CommitParts(
                    target, step, commit.run(), format.joining(), packing, commit.atOnce())));
    return PDone.in(elements.getPipeline());
  }

  private Window<KV<Integer, PartFile>> window() {
    return Window.<KV<Integer, PartFile>>into(new GlobalWindows())
        .triggering(commit.rolling() ? onTheWay() : atEnd())
        .withAllowedLateness(Duration.ZERO)
        // files that still wait for their checkpoint at the end get their names there
        .withOnTimeBehavior(OnTimeBehavior.FIRE_ALWAYS)
        .discardingFiredPanes();
  }

  /** Nothing is late in the one window of all time; a trigger that ended would be refused. */
  private static Trigger atEnd() {
    return AfterWatermark.pastEndOfWindow().withLateFirings(AfterPane.elementCountAtLeast(1));
  }

  /**
   * Who waits for the first results, to see that all is well, shall not wait a minute. What is left
   * at the end is gathered there whatever the trigger says.
   */
  private static Trigger onTheWay() {
    return AfterEach.inOrder(
        AfterPane.elementCountAtLeast(1),
        Repeatedly.forever(AfterProcessingTime.pastFirstElementInPane().plusDelayOf(ROLL_AFTER)));
  }
}
