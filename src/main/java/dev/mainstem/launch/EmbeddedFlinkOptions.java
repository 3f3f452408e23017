package dev.mainstem.launch;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What can be said of the Flink inside this process, beside Beam's own options. */
public interface EmbeddedFlinkOptions extends PipelineOptions {

  /** The port of its web pages, 0 for a free one; null without them. */
  @Description("The port of the web pages of the Flink inside this process, 0 for a free one.")
  @Nullable Integer getFlinkWebPort();

  void setFlinkWebPort(@Nullable Integer port);
}
