package dev.mainstem.history;

import dev.mainstem.record.JodaTime;
import dev.mainstem.record.RecordOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of an ordered history in the order of their event times, merging those that
 * overlap. A file is open only while it is its turn.
 *
 * <p>The watermark is the newest event time that was read, less the allowed disorder. No row is
 * behind it: of the next records of all files the oldest is taken, and none of them is older than
 * what was read of its own file by more than the disorder.
 */
final class OrderedReader extends UnboundedReader<HistoryRecord> {

  /** A file that is not open yet, and when its first row is due. */
  private record Unopened(int file, long due) {}

  private final OrderedSource source;
  private final OrderedMark mark;
  private final Duration disorder;

  /** Its counts are for nobody: a source's metrics do not reach a report on Flink. */
  private final RecordOutput output = new RecordOutput(ReadHistory.STAGE);

  private final PriorityQueue<Unopened> unopened =
      new PriorityQueue<>(Comparator.comparing(Unopened::due).thenComparing(Unopened::file));
  private final PriorityQueue<FileCursor> open =
      new PriorityQueue<>(Comparator.comparing(FileCursor::due).thenComparing(FileCursor::file));

  private @Nullable HistoryRecord current;
  private Instant currentTimestamp = BoundedWindow.TIMESTAMP_MIN_VALUE;
  private long newest = OrderedMark.NONE;
  private boolean ended;

  OrderedReader(OrderedSource source, OrderedMark mark) {
    this.source = source;
    this.mark = mark;
    this.disorder = JodaTime.of(source.stream().maxOutOfOrderness());
  }

  @Override
  public boolean start() throws IOException {
    for (int file = 0; file < source.files().size(); file++) {
      newest = Math.max(newest, mark.newest(file));
      if (!mark.isFinished(file)) {
        lookInto(file);
      }
    }
    return advance();
  }

  /** Finds when a file is due. */
  private void lookInto(int file) throws IOException {
    try (FileCursor cursor = FileCursor.open(file, source, output, mark)) {
      if (cursor.isEmpty()) {
        mark.finish(file);
      } else {
        unopened.add(new Unopened(file, cursor.due()));
      }
    }
  }

  @Override
  public boolean advance() throws IOException {
    openWhatIsDue();
    FileCursor next = open.poll();
    if (next == null) {
      current = null;
      ended = true;
      return false;
    }
    long due = next.due();
    current = next.take(mark);
    newest = Math.max(newest, due);
    currentTimestamp = due == FileCursor.AT_ONCE ? behindNewest() : Instant.ofEpochMilli(due);
    if (next.isEmpty()) {
      next.close();
    } else {
      open.add(next);
    }
    return true;
  }

  private void openWhatIsDue() throws IOException {
    while (!unopened.isEmpty() && (open.isEmpty() || unopened.peek().due() <= open.peek().due())) {
      open.add(FileCursor.open(unopened.remove().file(), source, output, mark));
    }
  }

  @Override
  public HistoryRecord getCurrent() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    return current;
  }

  @Override
  public Instant getCurrentTimestamp() {
    return currentTimestamp;
  }

  @Override
  public Instant getWatermark() {
    return ended ? BoundedWindow.TIMESTAMP_MAX_VALUE : behindNewest();
  }

  private Instant behindNewest() {
    return newest == OrderedMark.NONE
        ? BoundedWindow.TIMESTAMP_MIN_VALUE
        : Instant.ofEpochMilli(newest).minus(disorder);
  }

  @Override
  public OrderedMark getCheckpointMark() {
    return mark.copy();
  }

  @Override
  public UnboundedSource<HistoryRecord, OrderedMark> getCurrentSource() {
    return source;
  }

  @Override
  public void close() throws IOException {
    for (FileCursor cursor : open) {
      cursor.close();
    }
  }
}
