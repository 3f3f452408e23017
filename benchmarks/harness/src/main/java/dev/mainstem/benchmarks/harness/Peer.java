package dev.mainstem.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is compared: how its process is started. All use two cores; but for Mainstem, each has its
 * main class in a module of this project, which takes {@code KIND DATA OUT WINDOW_MILLIS} and
 * writes JSON lines below {@code OUT/result}.
 */
enum Peer {
  MAINSTEM("mainstem", "", "") {
    @Override
    List<String> command(Path home, Workload workload, Path data, Path out) {
      return List.of(
          home.resolveSibling("bin/mainstem").toString(),
          "run",
          home.resolve("workloads").resolve(workload.definition()).toString(),
          "--set=DATA=" + data,
          "--set=OUT=" + out,
          "--set=SIZE=" + workload.windowMillis() + "ms",
          "--parallelism=2");
    }

    @Override
    boolean isBuilt(Path home) {
      return true;
    }
  },
  TUNED("tuned", "flink", "flink.tuned.TunedJob", Peer.FRUGAL),
  PREAGGREGATED("preaggregated", "flink", "flink.tuned.PreaggregatedJob", Peer.FRUGAL) {
    @Override
    boolean takes(Workload workload) {
      return workload.windowMillis() > 0;
    }
  },
  PLAIN("plain", "flink", "flink.plain.PlainJob"),
  BEAM("beam", "beam", "beam.IdiomaticPipeline"),
  DUCKDB("duckdb", "duckdb", "duckdb.DuckDbQuery"),
  SPARK("spark", "spark", "spark.SparkQuery");

  /**
   * What costs a short run the least: one thread that collects garbage, large pages, and an
   * optimising compiler that waits as long as bin/mainstem lets it wait.
   */
  private static final String FRUGAL =
      "-XX:+UseSerialGC -XX:+UseTransparentHugePages"
          + " -XX:Tier4InvocationThreshold=150000 -XX:Tier4MinInvocationThreshold=60000"
          + " -XX:Tier4CompileThreshold=300000 -XX:Tier4BackEdgeThreshold=1200000"
          + " -XX:C1MaxInlineSize=15";

  static final List<String> FRUGAL_OPTIONS = List.of(FRUGAL.split(" "));

  private static final String PACKAGE = "dev.mainstem.benchmarks.";

  private final String label;
  private final String module;
  private final String mainClass;
  private final List<String> jvmOptions;

  Peer(String label, String module, String mainClass) {
    this(label, module, mainClass, "");
  }

  Peer(String label, String module, String mainClass, String jvmOptions) {
    this.label = label;
    this.module = module;
    this.mainClass = PACKAGE + mainClass;
    this.jvmOptions = jvmOptions.isEmpty() ? List.of() : List.of(jvmOptions.split(" "));
  }

  static List<Peer> named(List<String> words) {
    return Arrays.stream(values()).filter(peer -> words.contains(peer.label)).toList();
  }

  String label() {
    return label;
  }

  /** Whether it does this at all. */
  boolean takes(Workload workload) {
    return true;
  }

  /** Whether its module could be built, with all that it depends on. */
  boolean isBuilt(Path home) {
    return Files.exists(jar(home)) && Files.isDirectory(jar(home).resolveSibling("lib"));
  }

  /**
   * The command of one run.
   *
   * @param home the folder of the benchmarks
   */
  List<String> command(Path home, Workload workload, Path data, Path out) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(jvmOptions);
    // A log of every step of a start-up would be measured too; Mainstem's has warnings only.
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("@" + home.resolveSibling("bin/jvm.args"));
    command.addAll(
        List.of("-cp", jar(home) + ":" + jar(home).resolveSibling("lib") + "/*", mainClass));
    Stream.of(workload.kind(), data, out, workload.windowMillis())
        .map(Object::toString)
        .forEach(command::add);
    return command;
  }

  private Path jar(Path home) {
    return home.resolve(module).resolve("target").resolve(module + ".jar");
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
