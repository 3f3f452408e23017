package dev.mainstem.launch;

import dev.mainstem.spec.OptionalJars;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Flink's own web pages, which the Flink inside this process has if it is asked for them. */
final class FlinkWeb {

  private static final int GREATEST_PORT = 65_535;

  private FlinkWeb() {}

  /**
   * Makes sure that there are such pages, if the options ask for them.
   *
   * @throws UsageException if there are not
   */
  static void check(PipelineOptions options) {
    Integer port = options.as(EmbeddedFlinkOptions.class).getFlinkWebPort();
    if (port == null) {
      return;
    }
    if (!RunnerOptions.isEmbeddedFlink(options)) {
      throw new UsageException(
          "--flinkWebPort: it is for the Flink inside this process; a cluster has its web pages at"
              + " its own address, and the DirectRunner has none");
    }
    if (port < 0 || port > GREATEST_PORT) {
      throw new UsageException(
          "--flinkWebPort: expected a port from 0 to %d, found %d".formatted(GREATEST_PORT, port));
    }
    if (!OptionalJars.WEB.isThere()) {
      throw new UsageException("--flinkWebPort: " + OptionalJars.WEB.missing());
    }
  }

  /** The port for Flink's REST API, at which the pages are too: 0 for a free one. */
  static int portOf(PipelineOptions options) {
    Integer port = options.as(EmbeddedFlinkOptions.class).getFlinkWebPort();
    return port == null ? 0 : port;
  }

  /** Tells where the pages are, if there are any. */
  static void say(PipelineOptions options, @Nullable EmbeddedFlink flink, Progress progress) {
    if (flink != null && options.as(EmbeddedFlinkOptions.class).getFlinkWebPort() != null) {
      progress.say("Flink's web pages: " + flink.address());
    }
  }
}
