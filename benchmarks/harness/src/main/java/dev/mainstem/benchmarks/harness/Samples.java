package dev.mainstem.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The costs of the runs of one peer, in the order of the rounds. */
final class Samples {

  private final List<Cost> costs = new ArrayList<>();

  void add(Cost cost) {
    costs.add(cost);
  }

  Spread cpuSeconds() {
    return of(Cost::cpuSeconds);
  }

  Spread wallSeconds() {
    return of(Cost::wallSeconds);
  }

  Spread peakMegabytes() {
    return of(cost -> cost.peakKilobytes() / 1024.0);
  }

  /** The CPU seconds by those of another peer in the same round. */
  Spread ratioTo(Samples other) {
    double[] ratios = new double[costs.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = costs.get(i).cpuSeconds() / other.costs.get(i).cpuSeconds();
    }
    return Spread.of(ratios);
  }

  private Spread of(ToDoubleFunction<Cost> part) {
    return Spread.of(costs.stream().mapToDouble(part).toArray());
  }
}
