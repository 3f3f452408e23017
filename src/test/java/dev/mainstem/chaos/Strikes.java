package dev.mainstem.chaos;

import dev.mainstem.broker.EmbeddedBroker;
import dev.mainstem.testing.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Does to the processes of a trial what a nemesis stands for. */
final class Strikes {

  private static final long SECONDS = 10;
  private static final long LONG_SECONDS = 70;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final Optional<Cluster> cluster;
  private final Random random;

  /**
   * Strikes at one trial.
   *
   * @param folder of the trial
   * @param cluster empty if the job runs in its launch
   */
  Strikes(Path folder, EmbeddedBroker broker, Optional<Cluster> cluster, Random random) {
    this.folder = folder;
    this.broker = broker;
    this.cluster = cluster;
    this.random = random;
  }

  /**
   * Strikes, and puts right again whatever a launch can't put right by itself.
   *
   * @return whether it struck; not if the launch was over before the time for it had come
   */
  boolean strike(Nemesis nemesis, Child launch) throws IOException, InterruptedException {
    switch (nemesis) {
      case LAUNCH_KILLED -> launch.signal("KILL");
      case LAUNCH_STOPPED -> launch.signal("TERM");
      case LAUNCH_FROZEN -> freeze(launch.pid(), SECONDS);
      case LAUNCH_FROZEN_LONG -> freeze(launch.pid(), LONG_SECONDS);
      case CHECKPOINT_CUT -> {
        launch.signal("KILL");
        launch.exitCode();
        cutNewestCheckpoint();
      }
      case DISK_FULL -> {
        return fillDisk(launch);
      }
      case BROKER_KILLED -> broker.restart();
      case BROKER_KILLED_IN_TRANSACTION -> {
        return killBrokerInTransaction(launch);
      }
      case BROKER_AWAY -> {
        broker.handle().destroyForcibly();
        TimeUnit.SECONDS.sleep(SECONDS);
        broker.restart();
      }
      case BROKER_FROZEN -> freeze(broker.handle().pid(), SECONDS);
      case BROKER_FROZEN_LONG -> freeze(broker.handle().pid(), LONG_SECONDS);
      case TASKMANAGER_KILLED -> replace(cluster.orElseThrow().taskManager(random));
      case TASKMANAGER_FROZEN -> freeze(cluster.orElseThrow().taskManager(random), LONG_SECONDS);
      case JOBMANAGER_KILLED -> replace(cluster.orElseThrow().jobManager());
    }
    return true;
  }

  private void replace(long process) {
    Child.signal(process, "KILL");
    cluster.orElseThrow().recover();
  }

  private static void freeze(long process, long seconds) throws InterruptedException {
    Child.signal(process, "STOP");
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } finally {
      Child.signal(process, "CONT");
    }
  }

  /** A limit of the system makes every write to a file fail, as on a disk without room. */
  private static boolean fillDisk(Child launch) throws IOException, InterruptedException {
    boolean struck = limitFiles(launch, "0");
    if (!launch.endsWithin(TimeUnit.SECONDS.toMillis(SECONDS))) {
      limitFiles(launch, "unlimited");
    }
    return struck;
  }

  /** Answers whether it did; not if the launch has ended. */
  private static boolean limitFiles(Child launch, String bytes)
      throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("prlimit", "--pid=" + launch.pid(), "--fsize=" + bytes + ":")
            .inheritIO()
            .start()
            .waitFor();
    if (exitCode != 0 && !launch.endsWithin(0)) {
      throw new IllegalStateException("prlimit can't limit the files of a process here");
    }
    return exitCode == 0;
  }

  /** What is written and not yet committed lies behind what readers of committed messages see. */
  private boolean killBrokerInTransaction(Child launch) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
      while (end(admin, IsolationLevel.READ_UNCOMMITTED)
          == end(admin, IsolationLevel.READ_COMMITTED)) {
        if (launch.endsWithin(1)) {
          return false;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not tell its offsets", e.getCause());
    }
    broker.restart();
    return true;
  }

  private static long end(Admin admin, IsolationLevel level)
      throws ExecutionException, InterruptedException {
    TopicPartition partition = new TopicPartition(Trial.RESULTS, 0);
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private void cutNewestCheckpoint() throws IOException {
    Optional<Path> newest =
        checkpoints().stream().max(Comparator.comparing(path -> path.toFile().lastModified()));
    if (newest.isPresent()) {
      byte[] whole = Files.readAllBytes(newest.get());
      long written = newest.get().toFile().lastModified();
      Files.write(newest.get(), Arrays.copyOf(whole, whole.length / 2));
      newest.get().toFile().setLastModified(written);
    }
  }

  private List<Path> checkpoints() throws IOException {
    Path own = folder.resolve(Trial.OWN);
    if (!Files.exists(own)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(own)) {
      return all.filter(path -> path.endsWith("_metadata")).toList();
    }
  }
}
