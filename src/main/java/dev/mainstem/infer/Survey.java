package dev.mainstem.infer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was seen of records: their columns, in the order in which these came. Not thread-safe. */
final class Survey {

  private final Map<String, Column> columns = new LinkedHashMap<>();
  private long records;
  private long bad;

  /** The column of a name; one that comes late was null in the records before. */
  Column column(String name) {
    return columns.computeIfAbsent(
        name,
        n -> {
          Column column = new Column(n);
          for (long i = 0; i < records; i++) {
            column.add(null);
          }
          return column;
        });
  }

  /** Notes that a record was seen. */
  void endRecord() {
    records++;
  }

  /** Notes something that is no record. */
  void bad() {
    bad++;
  }

  void beginFile() {
    columns.values().forEach(Column::beginFile);
  }

  Collection<Column> columns() {
    return columns.values();
  }

  long records() {
    return records;
  }

  long badRecords() {
    return bad;
  }
}
