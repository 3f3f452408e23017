package dev.mainstem.convert;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;

/**
 * A file of a command line.
 *
 * @param history how it is read
 * @param file what was found
 */
public record InputFile(HistorySpec history, HistoryFile file) {

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
