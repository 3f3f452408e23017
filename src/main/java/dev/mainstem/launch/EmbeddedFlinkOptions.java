package dev.mainstem.launch;

import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.jspecify.annotations.Nullable;

/** What can be said of the Flink inside this process, beside Beam's own options. */
public interface EmbeddedFlinkOptions extends PipelineOptions {

  /** The port of its web pages, 0 for a free one; null without them. */
  @Description("The port of the web pages of the Flink inside this process, 0 for a free one.")
  @Nullable Integer getFlinkWebPort();

  void setFlinkWebPort(@Nullable Integer port);

  /** By it Beam finds these options among others. */
  final class Registrar implements PipelineOptionsRegistrar {

    /** For the service loader. */
    public Registrar() {}

    @Override
    public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
      return List.of(EmbeddedFlinkOptions.class);
    }
  }
}
