package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process without an end of its own: it is asked to stop, and made to if it does not. */
final class Endless implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 40;

  private final Process process;
  private final Thread stop;

  Endless(List<String> command, Path log) throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(log.getParent().toFile())
            .start();
    stop = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Runtime.getRuntime().removeShutdownHook(stop);
  }
}
