package dev.mainstem.pipeline;

import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;

/** The contract on Flink. */
class OneStreamOnFlinkTest extends OneStreamContract {

  @Override
  RunReport run(Path folder, String yaml) {
    return Runs.onFlink(folder, yaml);
  }
}
