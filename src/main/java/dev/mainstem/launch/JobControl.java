package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a job, and passes on to it that it shall stop, whenever that is said: also before there
 * is a job. Thread-safe.
 */
final class JobControl {

  private volatile @Nullable Execution execution;
  private volatile boolean toldToStop;
  private boolean stopping;

  /** Waits until a job has ended. */
  Execution.Outcome await(Execution running) {
    execution = running;
    try {
      stopIfRunning();
      return running.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while waiting for the job", e);
    }
  }

  /** Asks the job to end, at once or as soon as it runs. */
  void stop() {
    toldToStop = true;
    stopIfRunning();
  }

  private synchronized void stopIfRunning() {
    Execution running = execution;
    try {
      if (toldToStop && running != null && !stopping) {
        stopping = true;
        running.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
