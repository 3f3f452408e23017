package dev.mainstem.benchmarks.flink.tuned;

/** The line of a {@link DeviceTotals}. */
final class TotalsFormat implements LineFormat<DeviceTotals> {

  private static final byte[] DEVICE = LineFormat.ascii("{\"device\":\"");
  private static final byte[] N = LineFormat.ascii("\",\"n\":");
  private static final byte[] TOTAL = LineFormat.ascii(",\"total\":");
  private static final byte[] LOWEST = LineFormat.ascii(",\"lowest\":");
  private static final byte[] HIGHEST = LineFormat.ascii(",\"highest\":");
  private static final byte[] START = LineFormat.ascii(",\"window_start\":\"");
  private static final byte[] END = LineFormat.ascii("\",\"window_end\":\"");
  private static final byte[] CLOSE = LineFormat.ascii("\"}");

  private transient IsoTime time;

  @Override
  public void write(DeviceTotals result, LineBuffer line) {
    if (time == null) {
      time = new IsoTime();
    }
    Totals totals = result.totals;
    line.text(DEVICE).ascii(result.device).text(N).number(totals.n);
    line.text(TOTAL).number(totals.total).text(LOWEST).number(totals.lowest);
    line.text(HIGHEST).number(totals.highest).text(START);
    time.print(result.windowStart, line);
    line.text(END);
    time.print(result.windowEnd, line);
    line.text(CLOSE);
  }
}
