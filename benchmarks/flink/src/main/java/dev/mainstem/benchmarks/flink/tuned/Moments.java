package dev.mainstem.benchmarks.flink.tuned;

/**
 * Sums of products for a line, changed in place. They are taken around the first row, so that they
 * are small and plain sums keep their digits. A POJO in Flink's sense.
 */
public final class Moments {

  public long n;
  public double originX;
  public double originY;
  public double x;
  public double y;
  public double xx;
  public double xy;
  public double yy;

  void add(double someX, double someY) {
    if (n == 0) {
      originX = someX;
      originY = someY;
    }
    double dx = someX - originX;
    double dy = someY - originY;
    n++;
    x += dx;
    y += dy;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }

  double slope() {
    return (xy - x * y / n) / (xx - x * x / n);
  }

  double intercept() {
    return originY + y / n - slope() * (originX + x / n);
  }

  double r2() {
    double sxy = xy - x * y / n;
    return sxy * sxy / ((xx - x * x / n) * (yy - y * y / n));
  }
}
