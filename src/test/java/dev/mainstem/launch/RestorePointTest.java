package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the checkpoints and savepoints on a disk a run goes on from. */
class RestorePointTest {

  private static final int STATE_BYTES = 100;

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void thereIsNoneWhereNoneWasCompleted() throws IOException {
    Files.createDirectories(folder.resolve("checkpoints/job/chk-1"));
    assertThat(newest()).isEmpty();
  }

  @Test
  void theNewestOneCountsWhicheverJobTookIt() throws IOException {
    point("checkpoints/job1/chk-7", 10);
    point("checkpoints/job2/chk-3", 20);
    assertThat(newest()).contains("chk-3");
  }

  @Test
  void aSavepointCountsAsACheckpointDoes() throws IOException {
    point("checkpoints/job1/chk-7", 10);
    point("savepoints/savepoint-1", 20);
    assertThat(newest()).contains("savepoint-1");
  }

  @Test
  void oneWhoseListIsCutIsPassedOver() throws IOException {
    point("checkpoints/job/chk-1", 10);
    cut(point("checkpoints/job/chk-2", 20).resolve("_metadata"), 20);
    assertThat(newest()).contains("chk-1");
    assertThat(said).singleElement().asString().startsWith("passed over: chk-2 is damaged (its");
  }

  @Test
  void oneWhoseStateIsCutIsPassedOver() throws IOException {
    point("checkpoints/job/chk-1", 10);
    cut(point("checkpoints/job/chk-2", 20).resolve("state"), STATE_BYTES - 1);
    assertThat(newest()).contains("chk-1");
    assertThat(said).containsExactly("passed over: chk-2 is damaged (state is cut or missing)");
  }

  @Test
  void oneWhoseStateIsGoneIsPassedOver() throws IOException {
    point("checkpoints/job/chk-1", 10);
    Files.delete(point("checkpoints/job/chk-2", 20).resolve("state"));
    assertThat(newest()).contains("chk-1");
  }

  @Test
  void aFileOfRocksDbThatIsCutIsStateThatIsCut() throws IOException {
    point("checkpoints/job/chk-1", 10);
    Path point = point("checkpoints/job/chk-2", 20, RestorePointTest::inRocksDb);
    assertThat(newest()).contains("chk-2");
    cut(point.resolve("state"), STATE_BYTES - 1);
    assertThat(newest()).contains("chk-1");
    assertThat(said).containsExactly("passed over: chk-2 is damaged (state is cut or missing)");
  }

  private Optional<String> newest() {
    return RestorePoint.newest(
            List.of(folder.resolve("checkpoints"), folder.resolve("savepoints")), said::add)
        .map(point -> point.path().getFileName().toString());
  }

  private Path point(String name, long second) throws IOException {
    return point(name, second, RestorePointTest::ofAnOperator);
  }

  /** A checkpoint with one file of state, written at a second. */
  private Path point(String name, long second, Function<FileStateHandle, OperatorSubtaskState> kind)
      throws IOException {
    Path point = Files.createDirectories(folder.resolve(name));
    Path state = Files.write(point.resolve("state"), new byte[STATE_BYTES]);
    FileStateHandle file =
        new FileStateHandle(new org.apache.flink.core.fs.Path(state.toUri()), STATE_BYTES);
    OperatorState operator = new OperatorState(new OperatorID(1, 2), 1, 128);
    operator.putState(0, kind.apply(file));
    Path metadata = point.resolve("_metadata");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(1, List.of(operator), List.of()), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(second * 1000));
    return point;
  }

  private static OperatorSubtaskState ofAnOperator(FileStateHandle file) {
    return OperatorSubtaskState.builder()
        .setManagedOperatorState(new OperatorStreamStateHandle(Map.of(), file))
        .build();
  }

  /** What one checkpoint has in common with others is in files that all of them name. */
  private static OperatorSubtaskState inRocksDb(FileStateHandle file) {
    return OperatorSubtaskState.builder()
        .setManagedKeyedState(
            new IncrementalRemoteKeyedStateHandle(
                new UUID(1, 2),
                new KeyGroupRange(0, 127),
                1,
                List.of(HandleAndLocalPath.of(file, "1.sst")),
                List.of(),
                new ByteStreamStateHandle("metadata", new byte[1])))
        .build();
  }

  private static void cut(Path file, int bytes) throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), bytes));
    Files.setLastModifiedTime(file, before);
  }
}
