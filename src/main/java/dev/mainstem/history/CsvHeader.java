package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Cells;
import dev.mainstem.record.CsvLine;
import dev.mainstem.record.Utf8;
import dev.mainstem.spec.CsvSpec;
import java.io.IOException;
import java.util.List;

/**
 * The first row of a CSV file.
 *
 * @param columns its cells
 * @param lines how many lines of the file it ends
 * @param records how many records of the file it ends, blank lines and comments before it included
 */
record CsvHeader(List<String> columns, int lines, int records) {

  /** A header that starts later than this is none: the first range of a file must hold it. */
  private static final int MAX_OFFSET = 1 << 16;

  /**
   * Reads the header of a file; a file without any row has no columns.
   *
   * @throws BadValue if the first row is no CSV
   */
  static CsvHeader read(String resource, CsvSpec csv) throws IOException, BadValue {
    try (RecordSplitter records = RecordSplitter.csv(FileBytes.open(resource), csv)) {
      int passed = 0;
      while (records.next()) {
        passed++;
        if (records.startOffset() > MAX_OFFSET) {
          throw new BadValue("expected it in the first 64 KiB", "only blank lines and comments");
        }
        if (!records.isBlankOrComment()) {
          Cells cells = new Cells();
          new CsvLine(csv).split(Utf8.decode(records.bytes(), records.charset()), cells);
          return new CsvHeader(cells.strings(), (int) records.lastLine(), passed);
        }
      }
      return new CsvHeader(List.of(), 0, 0);
    }
  }
}
