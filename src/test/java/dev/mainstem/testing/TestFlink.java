package dev.mainstem.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * One Flink cluster for all tests of this JVM, started when a test first asks for it. To a launch
 * it is a cluster like any other; its tasks find our classes in this process, with which it ends.
 */
public final class TestFlink {

  private static final int SLOTS = 4;
  private static @Nullable String options;

  private TestFlink() {}

  /** The options of a launch on it, which takes two of its slots, as words of a command line. */
  public static synchronized String[] options() {
    if (options == null) {
      options = start();
    }
    return options.split(" ", -1);
  }

  private static String start() {
    try {
      Path folder = Files.createTempDirectory("mainstem-test-flink");
      Path jar = folder.resolve("empty.jar");
      new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
      MiniCluster cluster = new MiniCluster(configuration(folder));
      cluster.start();
      URI address = cluster.getRestAddress().get();
      return "--flinkMaster=%s:%d --filesToStage=%s --parallelism=2"
          .formatted(address.getHost(), address.getPort(), jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) { // what MiniCluster.start declares
      throw new IllegalStateException("no Flink for the tests", e);
    }
  }

  private static MiniClusterConfiguration configuration(Path folder) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    // what a job leaves to this process may hold on to its class loader, as with an embedded Flink
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(SLOTS)
        .build();
  }
}
