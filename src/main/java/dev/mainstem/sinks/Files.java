package dev.mainstem.sinks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Files of any Beam file system, by their names. */
final class Files {

  private static final String LINES = "application/jsonl";

  private Files() {}

  static OutputStream create(String file) throws IOException {
    return Channels.newOutputStream(FileSystems.create(id(file), LINES));
  }

  static InputStream open(String file) throws IOException {
    return Channels.newInputStream(FileSystems.open(id(file)));
  }

  static boolean exists(String file) throws IOException {
    return !matching(file).isEmpty();
  }

  /** A pattern for a path alone, whatever signs of patterns are in it. */
  static String literally(String path) {
    return path.replaceAll("[\\[{*?]", "[$0]");
  }

  /** The files that a pattern matches. */
  static List<String> matching(String glob) throws IOException {
    MatchResult result = FileSystems.match(glob, EmptyMatchTreatment.ALLOW);
    return result.metadata().stream().map(m -> m.resourceId().toString()).toList();
  }

  /** Gives a file its final name, in the place of one that has it; a source that is gone has it. */
  static void rename(String from, String to) throws IOException {
    FileSystems.rename(
        List.of(id(from)), List.of(id(to)), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  static void delete(List<String> files) throws IOException {
    FileSystems.delete(
        files.stream().map(Files::id).toList(), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private static ResourceId id(String file) {
    return FileSystems.matchNewResource(file, false);
  }
}
