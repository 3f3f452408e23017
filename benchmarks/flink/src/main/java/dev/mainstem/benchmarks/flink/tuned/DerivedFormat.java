package dev.mainstem.benchmarks.flink.tuned;

/**
 * The line of a row with two more fields: its own cells are copied, for they have been scanned
 * without complaint.
 */
final class DerivedFormat implements LineFormat<Reading> {

  private static final byte[] ID = LineFormat.ascii("{\"id\":");
  private static final byte[] DEVICE = LineFormat.ascii(",\"device\":\"");
  private static final byte[] AT = LineFormat.ascii("\",\"at\":\"");
  private static final byte[] X = LineFormat.ascii("\",\"x\":");
  private static final byte[] Y = LineFormat.ascii(",\"y\":");
  private static final byte[] TOTAL = LineFormat.ascii(",\"total\":");
  private static final byte[] LINE = LineFormat.ascii(",\"line\":");

  @Override
  public void write(Reading reading, LineBuffer line) {
    reading.copyCell(0, line.text(ID));
    reading.copyCell(1, line.text(DEVICE));
    reading.copyCell(2, line.text(AT));
    reading.copyCell(3, line.text(X));
    reading.copyCell(4, line.text(Y));
    line.text(TOTAL).number(reading.x + reading.y);
    line.text(LINE).number(1.8 * reading.x + 32).character('}');
  }
}
