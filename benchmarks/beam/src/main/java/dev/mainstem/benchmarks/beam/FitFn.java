package dev.mainstem.benchmarks.beam;

import java.io.Serializable;
import org.apache.beam.sdk.transforms.Combine;

/** The line through the rows of a device. */
class FitFn extends Combine.CombineFn<Reading, FitFn.Moments, FitFn.Moments> {

  /** Means, and sums of products around them; the accumulator and the result. */
  static class Moments implements Serializable {
    long n;
    double meanX;
    double meanY;
    double xx;
    double xy;
    double yy;

    void add(Moments other) {
      if (other.n == 0) {
        return;
      }
      double dx = other.meanX - meanX;
      double dy = other.meanY - meanY;
      double weight = (double) n * other.n / (n + other.n);
      xx += other.xx + dx * dx * weight;
      xy += other.xy + dx * dy * weight;
      yy += other.yy + dy * dy * weight;
      n += other.n;
      meanX += dx * other.n / n;
      meanY += dy * other.n / n;
    }

    String toJson(String device) {
      double a = xy / xx;
      return "{\"device\":\""
          + device
          + "\",\"n\":"
          + n
          + ",\"a\":"
          + a
          + ",\"b\":"
          + (meanY - a * meanX)
          + ",\"r2\":"
          + xy * xy / (xx * yy)
          + "}";
    }
  }

  @Override
  public Moments createAccumulator() {
    return new Moments();
  }

  @Override
  public Moments addInput(Moments moments, Reading reading) {
    Moments one = new Moments();
    one.n = 1;
    one.meanX = reading.x;
    one.meanY = reading.y;
    moments.add(one);
    return moments;
  }

  @Override
  public Moments mergeAccumulators(Iterable<Moments> parts) {
    Moments all = new Moments();
    parts.forEach(all::add);
    return all;
  }

  @Override
  public Moments extractOutput(Moments moments) {
    return moments;
  }
}
