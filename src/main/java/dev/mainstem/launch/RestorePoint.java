package dev.mainstem.launch;

import dev.mainstem.spec.EnvironmentException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.InputChannelStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.ResultSubpartitionStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * A checkpoint or a savepoint on the disk of a run, from which its job can go on.
 *
 * @param path its folder
 */
record RestorePoint(Path path) {

  private static final String METADATA = "_metadata";

  /**
   * The newest one below a folder that is whole; empty if there is none yet.
   *
   * <p>A machine that went down may have left the newest one without some of its bytes. Then the
   * one before it is as good: it only costs the reading of more records once more.
   *
   * @param progress is told of those that are passed over
   */
  static Optional<RestorePoint> newest(List<Path> folders, Progress progress) {
    for (RestorePoint point : byAge(folders)) {
      Optional<String> damage = point.damage();
      if (damage.isEmpty()) {
        return Optional.of(point);
      }
      progress.say(
          "passed over: %s is damaged (%s)".formatted(point.path.getFileName(), damage.get()));
    }
    return Optional.empty();
  }

  private static List<RestorePoint> byAge(List<Path> folders) {
    return folders.stream()
        .flatMap(folder -> metadataBelow(folder).stream())
        .sorted(Comparator.comparing(RestorePoint::writtenAt).reversed())
        .map(metadata -> new RestorePoint(metadata.resolveSibling("").normalize()))
        .toList();
  }

  private static List<Path> metadataBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.find(folder, 3, (path, a) -> path.endsWith(METADATA))) {
      return all.toList();
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static FileTime writtenAt(Path metadata) {
    try {
      return Files.getLastModifiedTime(metadata);
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(metadata, e.getMessage()), e);
    }
  }

  /** What is wrong with it, if anything is: its list can't be read, or a file of it is cut. */
  private Optional<String> damage() {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(path.resolve(METADATA)))) {
      List<FileStateHandle> files =
          Checkpoints.loadCheckpointMetadata(
                  in, RestorePoint.class.getClassLoader(), path.toUri().toString())
              .getOperatorStates()
              .stream()
              .flatMap(RestorePoint::files)
              .toList();
      for (FileStateHandle file : files) {
        Path of = Path.of(file.getFilePath().toUri().getPath());
        if (!Files.exists(of) || Files.size(of) < file.getStateSize()) {
          return Optional.of(of.getFileName() + " is cut or missing");
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) { // cut bytes can mean anything to who reads them
      return Optional.of("its list can't be read: " + e);
    }
  }

  private static Stream<FileStateHandle> files(OperatorState operator) {
    return Stream.concat(
            Stream.ofNullable(operator.getCoordinatorState()),
            operator.getStates().stream().flatMap(RestorePoint::handles))
        .filter(FileStateHandle.class::isInstance)
        .map(FileStateHandle.class::cast);
  }

  private static Stream<StreamStateHandle> handles(OperatorSubtaskState state) {
    return Stream.of(
            state.getManagedOperatorState(),
            state.getRawOperatorState(),
            state.getManagedKeyedState(),
            state.getRawKeyedState(),
            state.getInputChannelState(),
            state.getResultSubpartitionState())
        .flatMap(handles -> handles.stream())
        .flatMap(RestorePoint::handle);
  }

  private static Stream<StreamStateHandle> handle(StateObject state) {
    if (state instanceof OperatorStateHandle operator) {
      return Stream.ofNullable(operator.getDelegateStateHandle());
    } else if (state instanceof KeyGroupsStateHandle keyed) {
      return Stream.of(keyed.getDelegateStateHandle());
    } else if (state instanceof IncrementalRemoteKeyedStateHandle rocksDb) {
      return Stream.concat(
          Stream.of(rocksDb.getMetaDataStateHandle()),
          Stream.concat(rocksDb.getSharedState().stream(), rocksDb.getPrivateState().stream())
              .map(HandleAndLocalPath::getHandle));
    } else if (state instanceof InputChannelStateHandle input) {
      return Stream.of(input.getDelegate());
    } else if (state instanceof ResultSubpartitionStateHandle output) {
      return Stream.of(output.getDelegate());
    }
    return Stream.empty();
  }
}
