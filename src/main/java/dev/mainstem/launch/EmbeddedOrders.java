package dev.mainstem.launch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a job of a Flink inside this process to end. */
final class EmbeddedOrders implements FlinkStop.Orders {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedOrders.class);
  private static final Duration CANCELLATION = Duration.ofSeconds(30);

  private final MiniCluster cluster;
  private final JobID job;

  EmbeddedOrders(MiniCluster cluster, JobID job) {
    this.cluster = cluster;
    this.job = job;
  }

  @Override
  public boolean checkpoint(Duration allowed) throws InterruptedException {
    return completes(
        "checkpoint", cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED), allowed);
  }

  @Override
  public boolean savepoint(String folder, Duration allowed) throws InterruptedException {
    String target = folder.isEmpty() ? null : folder;
    return completes(
        "stop",
        cluster.stopWithSavepoint(job, target, false, SavepointFormatType.DEFAULT),
        allowed);
  }

  @Override
  public void cancel() throws InterruptedException {
    completes("cancel", cluster.cancelJob(job), CANCELLATION);
  }

  private static boolean completes(String what, CompletableFuture<?> operation, Duration allowed)
      throws InterruptedException {
    try {
      operation.get(allowed.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      LOG.info(
          "{} failed: {}", what, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return false;
    } catch (TimeoutException e) {
      LOG.info("{} took longer than {} s", what, allowed.toSeconds());
      return false;
    }
  }
}
