package dev.mainstem.benchmarks.flink.tuned;

/** The line of what the known coefficients make of a row. */
final class ScoreFormat implements LineFormat<Reading> {

  private static final byte[] ID = LineFormat.ascii("{\"id\":");
  private static final byte[] DEVICE = LineFormat.ascii(",\"device\":\"");
  private static final byte[] LINE = LineFormat.ascii("\",\"line\":");

  @Override
  public void write(Reading reading, LineBuffer line) {
    reading.copyCell(0, line.text(ID));
    reading.copyCell(1, line.text(DEVICE));
    line.text(LINE).number(1.8 * reading.x + 32).character('}');
  }
}
