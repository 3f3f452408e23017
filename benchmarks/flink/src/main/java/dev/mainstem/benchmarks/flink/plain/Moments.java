package dev.mainstem.benchmarks.flink.plain;

/**
 * Means and sums of products around them, after Welford: plain sums of squares would lose digits.
 */
public class Moments {

  public long n;
  public double meanX;
  public double meanY;
  public double xx;
  public double xy;
  public double yy;

  void add(double x, double y) {
    n++;
    double dx = x - meanX;
    double dy = y - meanY;
    meanX += dx / n;
    meanY += dy / n;
    xx += dx * (x - meanX);
    xy += dx * (y - meanY);
    yy += dy * (y - meanY);
  }

  Fit fit(String device) {
    Fit fit = new Fit();
    fit.device = device;
    fit.n = n;
    fit.a = xy / xx;
    fit.b = meanY - fit.a * meanX;
    fit.r2 = xy * xy / (xx * yy);
    return fit;
  }
}
