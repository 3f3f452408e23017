package dev.mainstem.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who is compared from topic to topic. */
enum Relay {
  MAINSTEM("mainstem", "") {
    @Override
    List<String> command(Path home, String bootstrap, Job job, Path out) {
      return List.of(
          home.resolveSibling("bin/mainstem").toString(),
          "run",
          home.resolve("workloads/w5.yaml").toString(),
          "--set=NAME=" + job.to(),
          "--set=BOOTSTRAP=" + bootstrap,
          "--set=IN=" + job.from(),
          "--set=TO=" + job.to(),
          "--set=STOP=" + job.stop(),
          "--set=OUT=" + out,
          "--parallelism=2");
    }
  },
  NATIVE("native", "NativeRelay"),
  STREAMS("streams", "StreamsRelay");

  private final String label;
  private final String mainClass;

  Relay(String label, String mainClass) {
    this.label = label;
    this.mainClass = mainClass;
  }

  /**
   * One run.
   *
   * @param stop {@code end} or {@code never}, as in a definition
   */
  record Job(String stop, String from, String to) {}

  static List<Relay> all() {
    return Arrays.asList(values());
  }

  static boolean isBuilt(Path home) {
    return Files.exists(jar(home));
  }

  String label() {
    return label;
  }

  List<String> command(Path home, String bootstrap, Job job, Path out) {
    return program(home, mainClass, job.stop(), bootstrap, job.from(), job.to());
  }

  /** The command of any program of the module that has them. */
  static List<String> program(Path home, String mainClass, String... args) {
    List<String> command = new ArrayList<>(List.of(Peer.java()));
    command.addAll(Peer.FRUGAL_OPTIONS);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("@" + home.resolveSibling("bin/jvm.args"));
    command.addAll(List.of("-cp", jar(home) + ":" + jar(home).resolveSibling("lib") + "/*"));
    command.add("dev.mainstem.benchmarks.kafka." + mainClass);
    command.addAll(List.of(args));
    return command;
  }

  private static Path jar(Path home) {
    return home.resolve("kafka/target/kafka.jar");
  }
}
