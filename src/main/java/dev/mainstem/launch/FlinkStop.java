package dev.mainstem.launch;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a job so that another one can go on where it was.
 *
 * <p>First a checkpoint, so that there is one. Then, if there is time, a savepoint: the sources
 * stop where it is taken, so that nothing is read in vain. Both wait for the range of a history
 * that is being read, and a file that can't be divided is one range: then the job is cancelled, and
 * the checkpoint before counts. Whichever is the newest one that was completed is gone on from.
 */
final class FlinkStop {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkStop.class);
  private static final Duration CHECKPOINT = Duration.ofSeconds(10);
  private static final Duration SAVEPOINT = Duration.ofSeconds(5);

  private final Orders job;
  private final String savepoints;

  /** What a job can be told when it shall end. */
  interface Orders {

    /** Takes a checkpoint; answers whether it was complete in time. */
    boolean checkpoint(Duration allowed) throws InterruptedException;

    /**
     * Ends the job with a savepoint; answers whether that was complete in time.
     *
     * @param folder for it, as Flink's file systems call it; empty for that of the cluster's
     *     configuration
     */
    boolean savepoint(String folder, Duration allowed) throws InterruptedException;

    /** Ends the job at once. */
    void cancel() throws InterruptedException;
  }

  /**
   * @param savepoints the folder for a savepoint, as Flink's file systems call it; empty for that
   *     of the cluster's configuration
   */
  FlinkStop(Orders job, String savepoints) {
    this.job = job;
    this.savepoints = savepoints;
  }

  /** Ends the job; answers whether it was by a savepoint. */
  boolean stop() throws InterruptedException {
    boolean checkpoint = job.checkpoint(CHECKPOINT);
    LOG.info("a checkpoint before the stop: {}", checkpoint ? "taken" : "not taken");
    boolean savepoint = job.savepoint(savepoints, SAVEPOINT);
    LOG.info("a savepoint before the stop: {}", savepoint ? "taken" : "not taken");
    if (!savepoint) {
      job.cancel();
    }
    return savepoint;
  }
}
