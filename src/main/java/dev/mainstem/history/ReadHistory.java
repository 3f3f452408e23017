package dev.mainstem.history;

import dev.mainstem.record.BatchOutput;
import dev.mainstem.record.BatchedSource;
import dev.mainstem.record.EventTimeSpan;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowBatchCoder;
import dev.mainstem.record.Rows;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.StreamSpec;
import java.util.List;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * Reads the files of the history.
 *
 * <p>Its rows carry their event times. Files in any order are read in parts side by side, and until
 * the last row is read the watermark stays at the beginning of time, so that none is late. Files in
 * the order of event times are one sequence, whose watermark goes on with it.
 */
public final class ReadHistory extends PTransform<PBegin, PCollectionTuple> {

  /** The name of the stage in rejected records and counters. */
  public static final String STAGE = "history";

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final HistorySpec history;
  private final List<HistoryFile> files;
  private final long rangeBytes;
  private final int workers;

  private ReadHistory(
      StreamSpec stream,
      HistorySpec history,
      List<HistoryFile> files,
      long rangeBytes,
      int workers) {
    this.stream = stream;
    this.history = history;
    this.files = List.copyOf(files);
    this.rangeBytes = rangeBytes;
    this.workers = workers;
  }

  /**
   * The reading of a history.
   *
   * @param files those that {@link HistoryFiles#find} found
   */
  public static ReadHistory of(StreamSpec stream, HistorySpec history, List<HistoryFile> files) {
    return new ReadHistory(stream, history, files, ReadLines.RANGE_BYTES, 1);
  }

  /** The same, by that many workers side by side. */
  public ReadHistory by(int many) {
    return new ReadHistory(stream, history, files, rangeBytes, many);
  }

  /** The same, in ranges of another length. */
  ReadHistory inRangesOf(long bytes) {
    return new ReadHistory(stream, history, files, bytes, workers);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    return history.order() == HistorySpec.Order.EVENT_TIME ? ordered(input) : unordered(input);
  }

  private PCollectionTuple ordered(PBegin input) {
    return coded(
        input
            .apply(
                "ordered",
                Read.from(
                    BatchedSource.atHand(
                        new OrderedSource(stream, history, files), HistoryRecord::bytes)))
            .apply("ordered/Records", outputs(new RecordsFn())));
  }

  private PCollectionTuple unordered(PBegin input) {
    List<HistoryFile> inLines =
        files.stream().filter(f -> f.reading() == HistoryFile.Reading.LINES).toList();
    List<HistoryFile> whole =
        files.stream().filter(f -> f.reading() != HistoryFile.Reading.LINES).toList();
    if (whole.isEmpty()) {
      return lines(input, inLines);
    }
    return inLines.isEmpty()
        ? whole(input, whole)
        : both(lines(input, inLines), whole(input, whole));
  }

  private PCollectionTuple lines(PBegin input, List<HistoryFile> some) {
    return coded(
        ranges(input, "lines", some)
            .apply("lines/Read", outputs(new ReadLines(new ParseLines(stream, history, some)))));
  }

  private PCollectionTuple whole(PBegin input, List<HistoryFile> some) {
    return coded(
        ranges(input, "whole", some)
            .apply("whole/Parse", outputs(new ReadWhole(stream, history, some))));
  }

  private PCollection<FileRange> ranges(PBegin input, String name, List<HistoryFile> some) {
    return input.apply(name + "/Ranges", Read.from(RangeSource.of(some, rangeBytes, workers)));
  }

  private static <T> ParDo.MultiOutput<T, RowBatch> outputs(DoFn<T, RowBatch> fn) {
    return ParDo.of(fn).withOutputTags(RowBatch.TAG, TupleTagList.of(Rejected.TAG));
  }

  private PCollectionTuple coded(PCollectionTuple outputs) {
    outputs.get(RowBatch.TAG).setCoder(RowBatchCoder.of(Rows.schemaOf(stream.rowType())));
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  private static PCollectionTuple both(PCollectionTuple a, PCollectionTuple b) {
    PCollection<RowBatch> batches =
        PCollectionList.of(a.get(RowBatch.TAG))
            .and(b.get(RowBatch.TAG))
            .apply("Batches", Flatten.pCollections());
    PCollection<Rejected> rejected =
        PCollectionList.of(a.get(Rejected.TAG))
            .and(b.get(Rejected.TAG))
            .apply("Rejected", Flatten.pCollections());
    return PCollectionTuple.of(RowBatch.TAG, batches).and(Rejected.TAG, rejected);
  }

  /** Parts the one output of a source, and counts what it gives. */
  private static final class RecordsFn
      extends DoFn<List<TimestampedValue<HistoryRecord>>, RowBatch> {

    private static final long serialVersionUID = 1L;

    private transient Tally tally = new Tally(STAGE);
    private transient EventTimeSpan times = EventTimeSpan.ofRows(STAGE);
    private transient BatchOutput output = new BatchOutput();

    @Setup
    public void setup() {
      tally = new Tally(STAGE);
      times = EventTimeSpan.ofRows(STAGE);
      output = new BatchOutput();
    }

    @ProcessElement
    public void process(
        @Element List<TimestampedValue<HistoryRecord>> batch, MultiOutputReceiver out) {
      output.to(out);
      for (TimestampedValue<HistoryRecord> record : batch) {
        give(record.getValue(), record.getTimestamp(), out);
      }
      output.flush();
    }

    private void give(HistoryRecord record, Instant time, MultiOutputReceiver out) {
      if (record instanceof HistoryRecord.Good good) {
        tally.count(Tally.ROWS);
        times.add(time.getMillis());
        output.row(good.row(), time);
      } else if (record instanceof HistoryRecord.Bad bad) {
        tally.rejected(bad.rejected().rule());
        out.get(Rejected.TAG).outputWithTimestamp(bad.rejected(), time);
      }
    }

    @FinishBundle
    public void finishBundle() {
      tally.flush();
      times.flush();
    }
  }
}
