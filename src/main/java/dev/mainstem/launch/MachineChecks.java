package dev.mainstem.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What any run needs of the machine. */
final class MachineChecks {

  private static final int OLDEST_JAVA = 17;
  private static final int NEWEST_JAVA = 25;
  private static final long MEGABYTE = 1L << 20;
  private static final long LITTLE_HEAP = 1_000;
  private static final long LITTLE_ROOM = 1_000;

  private MachineChecks() {}

  static List<Check> all() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return List.of(
        java(Runtime.version()),
        memory(Runtime.getRuntime().maxMemory() / MEGABYTE),
        loopback(),
        room("temporary files", temporary));
  }

  static Check java(Runtime.Version version) {
    int feature = version.feature();
    String found = version + " of " + System.getProperty("java.home");
    return feature < OLDEST_JAVA || feature > NEWEST_JAVA
        ? new Check(
            "java",
            Check.Outcome.WARN,
            "%s; tried with %d to %d".formatted(found, OLDEST_JAVA, NEWEST_JAVA))
        : Check.ok("java", found);
  }

  /**
   * @param megabytes that the heap may grow to
   */
  static Check memory(long megabytes) {
    String found =
        "a heap of up to %,d MB, %d processors"
            .formatted(megabytes, Runtime.getRuntime().availableProcessors());
    return megabytes < LITTLE_HEAP
        ? new Check("memory", Check.Outcome.WARN, found + "; JAVA_OPTS=-Xmx2g gives a run more")
        : Check.ok("memory", found);
  }

  /** The embedded Flink and the embedded broker listen there, on ports that are free. */
  private static Check loopback() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Check.ok(
          "ports", "one on %s is to be had".formatted(socket.getInetAddress().getHostAddress()));
    } catch (IOException e) {
      return Check.fail(
          "ports", "expected a free port on the loopback, found: %s".formatted(e.getMessage()));
    }
  }

  /** Whether files can be written below a folder, which need not be there yet. */
  static Check room(String what, Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return Check.fail(
          what, "expected a folder that can be written to, found %s".formatted(there));
    }
    try {
      long megabytes = Files.getFileStore(there).getUsableSpace() / MEGABYTE;
      String found = "%s can be written to, %,d MB are free".formatted(there, megabytes);
      return new Check(
          what, megabytes < LITTLE_ROOM ? Check.Outcome.WARN : Check.Outcome.OK, found);
    } catch (IOException e) {
      return Check.fail(what, "can't look into %s: %s".formatted(there, e.getMessage()));
    }
  }
}
