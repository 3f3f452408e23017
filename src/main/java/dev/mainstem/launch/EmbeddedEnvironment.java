package dev.mainstem.launch;

import org.apache.beam.sdk.Pipeline;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * What Beam puts a pipeline into where the Flink is inside this process: the job that comes of it
 * is handed over as it is, and goes through no client that would write it into a file, and no
 * server that would read it from there.
 */
final class EmbeddedEnvironment extends StreamExecutionEnvironment {

  private final Submission submission;

  /** Takes a job, and sees to it that it runs. */
  interface Submission {
    JobClient submit(JobGraph job) throws Exception;
  }

  private EmbeddedEnvironment(Configuration configuration, Submission submission) {
    super(configuration);
    this.submission = submission;
  }

  /**
   * Runs a pipeline whose options name {@code [auto]} as Flink's master: Beam then takes the
   * environment of its thread. Other threads get one of their own meanwhile; a program that has
   * given Flink an environment for all of its threads has to give it again.
   *
   * @param configuration of the job
   */
  static void run(Pipeline pipeline, Configuration configuration, Submission submission) {
    Thread launching = Thread.currentThread();
    initializeContextEnvironment(
        asked ->
            Thread.currentThread().equals(launching)
                ? new EmbeddedEnvironment(configuration, submission)
                : createLocalEnvironment(asked));
    try {
      pipeline.run();
    } finally {
      resetContextEnvironment();
    }
  }

  @Override
  public JobClient executeAsync(StreamGraph graph) throws Exception {
    JobClient client =
        submission.submit(
            PipelineExecutorUtils.getJobGraph(graph, configuration, getUserClassloader()));
    getJobListeners().forEach(listener -> listener.onJobSubmitted(client, null));
    return client;
  }
}
