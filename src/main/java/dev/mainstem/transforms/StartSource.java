package dev.mainstem.transforms;

import dev.mainstem.record.BatchedSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One element, a zero, at the beginning of time, and nothing else.
 *
 * <p>Beam's Impulse would do, but on Flink its task ends, alone among those of a run without end,
 * and has no name by which its state is found: such a run can't go on with another parallelism.
 */
final class StartSource extends UnboundedSource<Integer, StartSource.Mark> {

  private static final long serialVersionUID = 1L;

  private final boolean empty;

  /** The one that gives the element. */
  StartSource() {
    this(false);
  }

  private StartSource(boolean empty) {
    this.empty = empty;
  }

  /** As many as are asked for, if need be without elements: see {@link BatchedSource}. */
  @Override
  public List<StartSource> split(int desiredNumSplits, PipelineOptions options) {
    List<StartSource> splits = new ArrayList<>(List.of(this));
    while (splits.size() < desiredNumSplits) {
      splits.add(new StartSource(true));
    }
    return splits;
  }

  @Override
  public UnboundedReader<Integer> createReader(PipelineOptions options, @Nullable Mark mark) {
    return new Reader(this, mark == null ? empty : mark.given());
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<Integer> getOutputCoder() {
    return VarIntCoder.of();
  }

  /**
   * How far it has come.
   *
   * @param given whether the element was given
   */
  record Mark(boolean given) implements CheckpointMark, Serializable {

    /** Nothing to do: it can be given again. */
    @Override
    public void finalizeCheckpoint() {}
  }

  private static final class Reader extends UnboundedReader<Integer> {

    private final StartSource source;
    private boolean given;

    Reader(StartSource source, boolean given) {
      this.source = source;
      this.given = given;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      boolean first = !given;
      given = true;
      return first;
    }

    @Override
    public Integer getCurrent() {
      if (!given) {
        throw new NoSuchElementException();
      }
      return 0;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return BoundedWindow.TIMESTAMP_MIN_VALUE;
    }

    @Override
    public Instant getWatermark() {
      return given ? BoundedWindow.TIMESTAMP_MAX_VALUE : BoundedWindow.TIMESTAMP_MIN_VALUE;
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(given);
    }

    @Override
    public StartSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}
