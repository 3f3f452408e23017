package dev.mainstem.launch;

import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** Flink's cluster of one process, which tells all of its metrics to one who is in it too. */
final class EmbeddedCluster extends MiniCluster {

  private static final String NAME = "mainstem";

  private final MetricReporter told;

  EmbeddedCluster(MiniClusterConfiguration configuration, MetricReporter told) {
    super(configuration);
    this.told = told;
  }

  /** Its configuration is ours, and names nobody else to tell. */
  @Override
  protected MetricRegistryImpl createMetricRegistry(Configuration of, long maxMessageBytes) {
    return new MetricRegistryImpl(
        MetricRegistryConfiguration.fromConfiguration(of, maxMessageBytes),
        List.of(ReporterSetup.forReporter(NAME, told)));
  }
}
