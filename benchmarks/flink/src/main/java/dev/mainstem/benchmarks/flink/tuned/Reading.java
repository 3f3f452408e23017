package dev.mainstem.benchmarks.flink.tuned;

/**
 * A row, which is used again for the next one. Of a source that does not need all cells, those are
 * 0 and the bytes are absent.
 */
final class Reading {

  String device = "";
  long at;
  double x;
  double y;

  /** The block that holds the row's text, or null behind a shuffle. */
  byte[] block;

  int start;

  /** Behind the cells: id, device, time, x, y; each is where a delimiter or the line's end is. */
  final int[] ends = new int[5];

  /** What a result may copy instead of printing it anew. */
  void copyCell(int cell, LineBuffer line) {
    int from = cell == 0 ? start : ends[cell - 1] + 1;
    line.bytes(block, from, ends[cell] - from);
  }
}
