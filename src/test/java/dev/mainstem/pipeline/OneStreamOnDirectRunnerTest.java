package dev.mainstem.pipeline;

import dev.mainstem.launch.RunReport;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;

/** The contract on the DirectRunner. */
class OneStreamOnDirectRunnerTest extends OneStreamContract {

  @Override
  RunReport run(Path folder, String yaml) {
    return Runs.onDirect(folder, yaml);
  }
}
