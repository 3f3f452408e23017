package dev.mainstem.history;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A file of the history as the launch found it.
 *
 * @param resource what Beam's file systems call it
 * @param name what people call it: relative to the definition's folder where it lies below
 * @param bytes how long it is
 * @param reading how its records are told apart
 * @param columns the names of its cells, in order; empty for JSON; of a file with a schema of its
 *     own, those that are read
 * @param skip how many lines, or records where it is read whole, come before the first row
 * @param pathFields the texts of the fields that its name gives
 */
public record HistoryFile(
    String resource,
    String name,
    long bytes,
    Reading reading,
    List<String> columns,
    int skip,
    Map<String, String> pathFields)
    implements Serializable {

  /** How the records of a file are told apart. */
  public enum Reading {
    LINES,
    WHOLE_CSV,
    JSON_ARRAY,
    TYPED
  }

  public HistoryFile {
    columns = List.copyOf(columns);
    pathFields = Map.copyOf(pathFields);
  }

  /** The same file, of which other columns are read. */
  HistoryFile withColumns(List<String> others) {
    return new HistoryFile(resource, name, bytes, reading, others, skip, pathFields);
  }
}
