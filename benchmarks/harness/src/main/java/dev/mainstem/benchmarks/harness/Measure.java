package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one command to its end and tells what it cost. One at a time: the CPU time of ended children
 * is one sum.
 */
final class Measure {

  private static final long LOOK_MILLIS = 50;

  private Measure() {}

  /**
   * @param log where its output goes
   * @throws RunFailed if it does not end well
   */
  static Cost run(List<String> command, Path log) throws IOException, InterruptedException {
    double cpuBefore = ProcessTree.endedCpuSeconds();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(log.getParent().toFile())
            .start();
    ProcessTree tree = new ProcessTree(process.toHandle());
    Thread stop = new Thread(() -> destroy(process));
    Runtime.getRuntime().addShutdownHook(stop);
    do {
      tree.look();
    } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    Runtime.getRuntime().removeShutdownHook(stop);
    double wall = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new RunFailed(command, process.exitValue(), lastLines(log));
    }
    return new Cost(ProcessTree.endedCpuSeconds() - cpuBefore, wall, tree.peakKilobytes());
  }

  private static void destroy(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }
}
