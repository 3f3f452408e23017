package dev.mainstem.benchmarks.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** Keeps the Flink inside of a process from listening to the world. */
public final class Loopback {

  private static final String ADDRESS = "127.0.0.1";

  private Loopback() {}

  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(JobManagerOptions.BIND_HOST, ADDRESS);
    configuration.set(TaskManagerOptions.BIND_HOST, ADDRESS);
    configuration.set(RestOptions.BIND_ADDRESS, ADDRESS);
    return configuration;
  }
}
