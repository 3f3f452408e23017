package dev.mainstem.launch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is, as its runner tells it while it runs.
 *
 * @param counts what was counted up to some seconds ago
 * @param watermark how far event time is in all results; null while it is at its beginning or at
 *     its end, and where the runner does not tell
 * @param checkpoints how many are complete
 * @param restarts how often the job began again after a failure
 */
public record JobState(
    Counts counts, @Nullable Instant watermark, long checkpoints, long restarts) {

  /** Asks how far a job is. For any thread. */
  interface Looking {
    JobState look() throws InterruptedException;
  }
}
