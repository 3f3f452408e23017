package dev.mainstem.verify;

import dev.mainstem.history.FileRecords;
import dev.mainstem.history.HistoryFile;
import dev.mainstem.history.HistoryFiles;
import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.HistorySpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/** The first rows of the files of a history, in their order. Not thread-safe. */
final class HistoryRows implements RecordReceiver {

  private final int most;
  private final List<TimestampedValue<Row>> rows = new ArrayList<>();
  private int files;
  private long bad;

  /** Ends the reading of a file: there are as many rows as are wanted. */
  private static final class Enough extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Enough() {
      super(null, null, false, false);
    }
  }

  private HistoryRows(int most) {
    this.most = most;
  }

  /**
   * Reads them.
   *
   * @param most how many at most
   * @throws EnvironmentException if there are no files, or they can't be read
   */
  static HistoryRows read(Definition definition, HistorySpec history, int most) {
    HistoryRows read = new HistoryRows(most);
    for (HistoryFile file : HistoryFiles.find(definition)) {
      if (read.rows.size() < most) {
        read.readFile(definition, history, file);
      }
    }
    return read;
  }

  private void readFile(Definition definition, HistorySpec history, HistoryFile file) {
    files++;
    try {
      FileRecords.read(definition.stream(), history, file, this);
    } catch (Enough e) {
      return; // as many as are wanted
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(file.name(), e.getMessage()), e);
    }
  }

  @Override
  public void row(Row row, Instant eventTime) {
    if (rows.size() == most) {
      throw new Enough();
    }
    rows.add(TimestampedValue.of(row, eventTime));
  }

  @Override
  public void rejected(Rejected rejected) {
    bad++;
  }

  /** The rows. */
  List<TimestampedValue<Row>> rows() {
    return List.copyOf(rows);
  }

  /** How many files were opened. */
  int files() {
    return files;
  }

  /** How many records are none. */
  long bad() {
    return bad;
  }
}
