package dev.mainstem.history;

import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.StreamSpec;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.values.Row;

/**
 * The newest event time of a history, found by reading its files once, side by side, before the
 * pipeline is put together.
 *
 * <p>Rows are parsed and checked as the pipeline does it, so one that it will reject does not
 * count. What an ordered history rejects for being out of order is never its newest.
 */
public final class HistoryEnd implements RecordReceiver {

  private static final long NONE = Long.MIN_VALUE;

  private long newest = NONE;

  private HistoryEnd() {}

  /**
   * Reads the files of the definition's history.
   *
   * @param files those that {@link HistoryFiles#find} found
   * @throws EnvironmentException if a file can't be read, or none of them has a valid row
   */
  public static Instant find(Definition definition, List<HistoryFile> files) {
    HistorySpec history = definition.historySide().orElseThrow();
    long newest =
        files.parallelStream()
            .mapToLong(file -> newestOf(definition.stream(), history, file))
            .max()
            .orElse(NONE);
    if (newest == NONE) {
      throw new EnvironmentException(
          "cutover.at: history_end: the history has no valid row, so it has no end; give an"
              + " instant, or see what is wrong with its rows by a run without live and cutover");
    }
    return Instant.ofEpochMilli(newest);
  }

  private static long newestOf(StreamSpec stream, HistorySpec history, HistoryFile file) {
    HistoryEnd end = new HistoryEnd();
    try {
      FileRecords.read(stream, history, file, end);
      return end.newest;
    } catch (IOException e) {
      throw new EnvironmentException(file.name() + ": can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void row(Row row, org.joda.time.Instant eventTime) {
    newest = Math.max(newest, eventTime.getMillis());
  }

  @Override
  public void rejected(Rejected rejected) {}
}
