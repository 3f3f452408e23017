package dev.mainstem.launch;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.spec.EnvironmentException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody how far a run is, again and again until it is closed, from a thread of its own.
 */
final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Execution job;
  private final Progress progress;
  private final long historyBytes;
  private final long startNanos = System.nanoTime();
  private final Thread thread = new Thread(this::watch, "watch");

  private Watch(Execution job, Progress progress, long historyBytes) {
    this.job = job;
    this.progress = progress;
    this.historyBytes = historyBytes;
    thread.setDaemon(true);
  }

  /** Watches a job as often as is wanted. */
  static Watch of(Execution job, Inputs inputs, Progress progress) {
    long bytes = inputs.files().stream().mapToLong(HistoryFile::bytes).sum();
    Watch watch = new Watch(job, progress, bytes);
    if (progress.interval().isPresent()) {
      watch.thread.start();
    }
    return watch;
  }

  private void watch() {
    long millis = progress.interval().orElseThrow().toMillis();
    try {
      while (true) {
        Thread.sleep(millis);
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("nobody watches the run any more");
    }
  }

  /** Who can't be told how far the run is misses a line, and the run goes on. */
  private void look() throws InterruptedException {
    try {
      JobState state = job.look();
      Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
      progress.at(new RunState(took, historyBytes, state));
    } catch (EnvironmentException e) {
      LOG.warn("can't tell how far the run is", e);
    }
  }

  /** Nobody is told anything any more when this returns. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
