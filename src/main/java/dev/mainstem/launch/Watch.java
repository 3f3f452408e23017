package dev.mainstem.launch;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.spec.EnvironmentException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final Optional<Lag> lag;
  private final long startNanos = System.nanoTime();
  private final Thread thread = new Thread(this::watch, "watch");

  private Watch(Execution job, Progress progress, long historyBytes, Optional<Lag> lag) {
    this.job = job;
    this.progress = progress;
    this.historyBytes = historyBytes;
    this.lag = lag;
    thread.setDaemon(true);
  }

  /**
   * Watches a job as often as is wanted.
   *
   * @param resumed whether it goes on where another one was
   */
  static Watch of(Execution job, Inputs inputs, boolean resumed, Progress progress) {
    long bytes = inputs.files().stream().mapToLong(HistoryFile::bytes).sum();
    boolean wanted = progress.interval().isPresent();
    Optional<Lag> lag = wanted ? Lag.of(inputs, resumed) : Optional.empty();
    Watch watch = new Watch(job, progress, bytes, lag);
    if (wanted) {
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
      OptionalLong behind = lag(state.counts());
      progress.at(new RunState(Instant.now(), took, historyBytes, behind, state));
    } catch (EnvironmentException e) {
      LOG.warn("can't tell how far the run is", e);
    }
  }

  /** A broker that is away is no reason not to tell the rest. */
  private OptionalLong lag(Counts counts) {
    try {
      return lag.isPresent() ? lag.get().of(counts) : OptionalLong.empty();
    } catch (EnvironmentException e) {
      LOG.warn("can't tell the lag of the topic", e);
      return OptionalLong.empty();
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
    lag.ifPresent(Lag::close);
  }
}
