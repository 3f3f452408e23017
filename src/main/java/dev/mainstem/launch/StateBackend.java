package dev.mainstem.launch;

import dev.mainstem.spec.OptionalJars;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where a job on Flink keeps its state: on the heap, or in RocksDB, on the disks of its workers.
 *
 * <p>Beam's own way to RocksDB is a deprecated class of Flink's, which writes each checkpoint
 * whole, and into a folder where nobody would look who resumes the run. So the option becomes lines
 * of Flink's configuration, and Beam does not get to see it.
 */
enum StateBackend {
  HASHMAP(null),
  ROCKSDB(OptionalJars.ROCKSDB);

  private static final String TYPE = "state.backend.type";
  private static final String INCREMENTAL = "state.backend.incremental";

  private final @Nullable OptionalJars needs;

  StateBackend(@Nullable OptionalJars needs) {
    this.needs = needs;
  }

  /**
   * Makes sure that there is the state backend that the options name, if they name one.
   *
   * @throws UsageException if there is not
   */
  static void check(FlinkPipelineOptions options) {
    check(options, OptionalJars::isThere);
  }

  /**
   * The same, where somebody else tells which jars there are. A launch on a cluster makes the state
   * backend that its job goes on with, so it needs them like one with a Flink of its own.
   */
  static void check(FlinkPipelineOptions options, Predicate<OptionalJars> areThere) {
    if (options.getStateBackendStoragePath() != null) {
      throw new UsageException(
          "--stateBackendStoragePath: checkpoints lie beside the results, or where"
              + " state.checkpoints.dir in the configuration of --flinkConfDir says");
    }
    String name = options.getStateBackend();
    OptionalJars needed = name == null ? null : named(name).needs;
    if (needed != null && !areThere.test(needed)) {
      throw new UsageException("--stateBackend=%s: %s".formatted(name, needed.missing()));
    }
  }

  /**
   * Takes the state backend out of the options.
   *
   * <p>Where a state backend can, it copies into a checkpoint only what is new: state for which the
   * heap is too small is too large to be copied again and again.
   *
   * @return lines of Flink's configuration that say the same; none if the options name none
   */
  static String moveToConfiguration(FlinkPipelineOptions options) {
    String name = options.getStateBackend();
    options.setStateBackend(null);
    return name == null ? "" : TYPE + ": " + name + "\n" + INCREMENTAL + ": true\n";
  }

  private static StateBackend named(String name) {
    return Stream.of(values())
        .filter(backend -> backend.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("--stateBackend: expected hashmap or rocksdb, found " + name));
  }
}
