package dev.mainstem.benchmarks.kernels;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs kernels and their references in turn, and holds the ratio of their times against limits.
 *
 * <p>A ratio is one of two times of the same machine and minute, so that a limit is good for all
 * machines, as far as they run Java alike.
 */
public final class Guard {

  /** A kernel that misses its limit on a busy machine, or by luck of the compiler, tries again. */
  private static final int TURNS = 3;

  private static final TimeValue ROUND = TimeValue.milliseconds(250);

  private Guard() {}

  /**
   * @param arguments the file of limits, {@code --check} or {@code --print}, and the names of
   *     kernels; all without any
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Properties limits = read(Path.of(arguments[0]));
    boolean check = arguments[1].equals("--check");
    Map<String, Pair> pairs = new TreeMap<>();
    List<String> missed = List.of(arguments).subList(2, arguments.length);
    for (int turn = 0; turn < TURNS && (turn == 0 || !missed.isEmpty()); turn++) {
      measure(missed, pairs);
      missed =
          pairs.entrySet().stream()
              .filter(pair -> pair.getValue().ratio() > limitOf(pair.getKey(), limits))
              .map(Map.Entry::getKey)
              .toList();
    }
    System.out.println("kernel          ns     B   reference ns     B   ratio  limit");
    pairs.forEach((name, pair) -> pair.print(name, limitOf(name, limits)));
    System.exit(check && (pairs.isEmpty() || !missed.isEmpty()) ? 1 : 0);
  }

  private static double limitOf(String kernel, Properties limits) {
    return Double.parseDouble(limits.getProperty(kernel, "0"));
  }

  private static Properties read(Path file) throws IOException {
    Properties limits = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      limits.load(in);
    }
    return limits;
  }

  private static void measure(List<String> kernels, Map<String, Pair> pairs)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .warmupIterations(5)
            .warmupTime(ROUND)
            .measurementIterations(8)
            .measurementTime(ROUND)
            .jvmArgs("-Xmx512m", "-XX:+UseParallelGC")
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT);
    kernels.forEach(kernel -> options.include("\\." + kernel + "\\."));
    for (RunResult result : new Runner(options.build()).run()) {
      String[] name = result.getParams().getBenchmark().split("\\.");
      Pair pair = pairs.computeIfAbsent(name[name.length - 2], key -> new Pair());
      (name[name.length - 1].equals("kernel") ? pair.kernel : pair.reference).add(result);
    }
  }

  /** A kernel and its reference. */
  private static final class Pair {
    final Times kernel = new Times();
    final Times reference = new Times();

    double ratio() {
      return kernel.nanos / reference.nanos;
    }

    void print(String name, double limit) {
      System.out.printf(
          "%-13s %5.0f %5.0f   %12.0f %5.0f   %5.2f  %5.2f%s%n",
          name,
          kernel.nanos,
          kernel.bytes,
          reference.nanos,
          reference.bytes,
          ratio(),
          limit,
          ratio() > limit ? "  MISSED" : "");
    }
  }

  /**
   * What one call takes: the least of all rounds, for what else the machine does only ever adds.
   */
  private static final class Times {
    double nanos = Double.MAX_VALUE;
    double bytes = Double.MAX_VALUE;

    void add(RunResult result) {
      nanos = Math.min(nanos, result.getPrimaryResult().getStatistics().getMin());
      bytes = Math.min(bytes, result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
  }
}
