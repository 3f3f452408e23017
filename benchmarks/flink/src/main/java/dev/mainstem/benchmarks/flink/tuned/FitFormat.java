package dev.mainstem.benchmarks.flink.tuned;

/** The line of a {@link DeviceFit}. */
final class FitFormat implements LineFormat<DeviceFit> {

  private static final byte[] DEVICE = LineFormat.ascii("{\"device\":\"");
  private static final byte[] N = LineFormat.ascii("\",\"n\":");
  private static final byte[] A = LineFormat.ascii(",\"a\":");
  private static final byte[] B = LineFormat.ascii(",\"b\":");
  private static final byte[] R2 = LineFormat.ascii(",\"r2\":");

  @Override
  public void write(DeviceFit fit, LineBuffer line) {
    Moments moments = fit.moments;
    line.text(DEVICE).ascii(fit.device).text(N).number(moments.n);
    line.text(A).number(moments.slope()).text(B).number(moments.intercept());
    line.text(R2).number(moments.r2()).character('}');
  }
}
