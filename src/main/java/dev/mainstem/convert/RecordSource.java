package dev.mainstem.convert;

import dev.mainstem.history.HistoryFiles;
import dev.mainstem.record.BadValue;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.StreamSpec;
import java.util.List;

/** The records of one file, as JSON objects. May be read more than once; not thread-safe. */
public interface RecordSource {

  /** Takes the records, in the order of the file. */
  interface Receiver {

    /**
     * A good record: one JSON object in UTF-8, without line breaks.
     *
     * @throws BadValue if it is not good enough for the receiver, which is then told it as bad
     */
    void record(byte[] json) throws BadValue;

    /** A bad one. */
    void bad(BadRecord bad);
  }

  /** The names of all members, in order; where no schema says them, a pass over the file does. */
  List<String> names();

  /**
   * Gives all records to a receiver.
   *
   * @throws EnvironmentException if the file can't be read
   */
  void read(Receiver receiver);

  /**
   * The rows that the schema of a stream makes of a file.
   *
   * @param times how times are written, however they were read
   */
  static RecordSource ofStream(InputFile file, StreamSpec stream, Times times) {
    HistoryFiles.checkColumns(stream, file.history(), List.of(file.file()));
    return new TypedRecords(file, stream, times);
  }

  /** The rows of a CSV file with the file's own columns. */
  static RecordSource ofColumns(InputFile file, ColumnTypes types) {
    return new TypedRecords(file, types.streamOf(file), Times.ISO);
  }

  /** The objects of a JSON file as they are, with all their digits. */
  static RecordSource ofObjects(InputFile file) {
    return new PlainRecords(file);
  }
}
