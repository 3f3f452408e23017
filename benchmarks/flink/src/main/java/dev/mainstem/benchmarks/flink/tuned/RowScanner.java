package dev.mainstem.benchmarks.flink.tuned;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * From the bytes of a line to a {@link Reading}. Cells have no quotes, as in all that the benchmark
 * generates.
 */
final class RowScanner {

  private final Columns columns;
  private final IsoTime time = new IsoTime();
  private final Names names = new Names();

  RowScanner(Columns columns) {
    this.columns = columns;
  }

  /**
   * Reads the line that begins at {@code start}, and answers where the next one does.
   *
   * @param block ends behind a line break
   */
  int scan(byte[] block, int start, Reading reading) {
    int i = start;
    for (int cell = 0; cell < 4; cell++) {
      while (block[i] != ',') {
        i++;
      }
      reading.ends[cell] = i++;
    }
    while (block[i] != '\n') {
      i++;
    }
    reading.ends[4] = i;
    reading.block = block;
    reading.start = start;
    cells(block, reading);
    return i + 1;
  }

  private void cells(byte[] block, Reading reading) {
    int[] ends = reading.ends;
    reading.device = names.of(block, ends[0] + 1, ends[1] - ends[0] - 1);
    reading.at = time.scan(block, ends[1] + 1, ends[2]);
    reading.x = JavaDoubleParser.parseDouble(block, ends[2] + 1, ends[3] - ends[2] - 1);
    if (columns == Columns.ALL) {
      reading.y = JavaDoubleParser.parseDouble(block, ends[3] + 1, ends[4] - ends[3] - 1);
    }
  }
}
