package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FlinkExecutionTest {

  @TempDir Path folder;

  /** Its tasks end with a checkpoint only, and the next one of the interval is far away. */
  @Test
  @Timeout(60)
  void aJobOnAClusterThatIsThroughEndsAtOnce() {
    Runs.write(folder, "history.csv", "id,at\n1,2026-01-01T10:00:00Z\n");

    Runs.onFlink(
        folder,
        """
        name: through
        stream: {schema: {id: int64, at: timestamp}, event_time: at}
        history: {path: history.csv}
        sinks: [{type: WriteToJson, config: {path: out/rows}}]
        """,
        "--checkpointingInterval=600000");

    assertThat(Runs.rows(folder, "out/rows")).hasSize(1);
  }
}
