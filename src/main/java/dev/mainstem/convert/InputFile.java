package dev.mainstem.convert;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import java.util.function.LongConsumer;

/**
 * A file of a command line.
 *
 * @param history how it is read
 * @param file what was found
 * @param watch is told of how many bytes of it, compressed as they are, each read took
 */
public record InputFile(HistorySpec history, HistoryFile file, LongConsumer watch) {

  /** A file that nobody watches. */
  InputFile(HistorySpec history, HistoryFile file) {
    this(history, file, bytes -> {});
  }

  /** The same, watched. */
  public InputFile watchedBy(LongConsumer other) {
    return new InputFile(history, file, other);
  }

  /** Whether its records are rows of CSV, with the columns of the file; otherwise JSON. */
  public boolean isCsv() {
    return history.format() == Format.CSV;
  }

  /** What its user calls it. */
  public String name() {
    return file.name();
  }

  boolean isArray() {
    return file.reading() == HistoryFile.Reading.JSON_ARRAY;
  }
}
