package dev.mainstem.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real broker, as a process that is no relative of those that are measured: its CPU time is
 * nobody's. It goes with this one.
 */
final class Broker implements AutoCloseable {

  private final Process process;
  private final Thread stop;
  private final String address;

  /**
   * @param topics are created with two partitions each
   */
  Broker(Path home, List<String> topics, Path log) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolveSibling("bin/mainstem").toString()));
    command.addAll(List.of("broker", "--port=0"));
    topics.forEach(topic -> command.add("--topic=" + topic + ":2"));
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    stop = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    address = lines.readLine();
    if (address == null) {
      throw new RunFailed("the broker did not start, see " + log);
    }
  }

  String address() {
    return address;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
    Runtime.getRuntime().removeShutdownHook(stop);
  }
}
