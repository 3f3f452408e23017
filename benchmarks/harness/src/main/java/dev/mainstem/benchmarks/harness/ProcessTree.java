package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The memory of a process and its descendants, and the CPU time of all that have ended. Read from
 * /proc, whose numbers are the kernel's own: a {@code ProcessHandle} forgets the time of a process
 * with its end.
 */
final class ProcessTree {

  /** Linux has given user space 100 ticks a second on every architecture for long. */
  private static final double TICKS_PER_SECOND = 100;

  private final ProcessHandle root;

  /**
   * Kilobytes, by process: those of one that has ended stay, for it may have been big while others
   * were.
   */
  private final Map<Long, Long> peaks = new HashMap<>();

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /**
   * Notes the peaks so far (VmHWM). They only rise, so what is missed is the growth since the last
   * look.
   */
  void look() {
    try (Stream<ProcessHandle> descendants = root.descendants()) {
      Stream.concat(Stream.of(root), descendants).forEach(this::look);
    }
  }

  long peakKilobytes() {
    return peaks.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The user and system seconds of this process's children that have been waited for, and of the
   * children that these have waited for in turn.
   */
  static double endedCpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    // The name of the program, in brackets, may hold blanks: fields are counted from behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
  }

  private void look(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .forEach(kilobytes -> peaks.merge(process.pid(), kilobytes, Math::max));
    } catch (IOException | java.io.UncheckedIOException e) {
      // It has just ended: the last look stands.
      peaks.putIfAbsent(process.pid(), 0L);
    }
  }
}
