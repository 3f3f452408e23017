package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.Launch;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The contract on an embedded Flink that keeps its state in RocksDB and takes checkpoints. */
class OneStreamInRocksDbTest extends OneStreamContract {

  /** One with every kind of state: ids, accumulators, timers. */
  static Stream<Arguments> formsAndSeams() {
    return Stream.of(Arguments.of(Form.HISTORY, Seam.DEDUPED_BY_ID));
  }

  @Override
  RunReport run(Path folder, String yaml) {
    List<String> options =
        List.of("--stateBackend=rocksdb", "--parallelism=2", "--checkpointingInterval=500");
    try (Launch launch =
        Launch.prepare(
            DefinitionReader.parse(yaml, folder, Runs.noVariables()),
            RunnerOptions.of(options),
            Progress.SILENT)) {
      RunReport report = launch.run();
      assertThat(folder.resolve("out/.mainstem"))
          .isDirectoryRecursivelyContaining("glob:**/run-*/rocksdb");
      return report;
    }
  }
}
