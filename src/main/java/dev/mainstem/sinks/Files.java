package dev.mainstem.sinks;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Files of any Beam file system, by their names. */
final class Files {

  private static final String LINES = "application/jsonl";
  private static final String LOCAL = "file";

  /** As many at a time as stay in the cache of a processor. */
  private static final int COPIED_BYTES = 1 << 18;

  private Files() {}

  /** Closed twice it is closed once: S3's own channel would end its upload again. */
  static OutputStream create(String file) throws IOException {
    return new BufferedOutputStream(Channels.newOutputStream(channel(file)));
  }

  /** Beam's channel to a local file would hand it on in pieces of 8 kB. */
  private static WritableByteChannel channel(String file) throws IOException {
    ResourceId id = id(file);
    if (!id.getScheme().equals(LOCAL)) {
      return FileSystems.create(id, LINES);
    }
    Path path = Path.of(id.toString());
    java.nio.file.Files.createDirectories(Objects.requireNonNull(path.getParent()));
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  /**
   * Writes files one behind the other into a new one.
   *
   * @param headerBytes how many bytes each begins with that are wanted once
   */
  static void join(List<String> parts, int headerBytes, String whole) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(COPIED_BYTES);
    try (WritableByteChannel out = channel(whole)) {
      int skipped = 0;
      for (String part : parts) {
        try (ReadableByteChannel in = FileSystems.open(id(part))) {
          copy(in, skipped, out, buffer);
        }
        skipped = headerBytes;
      }
    }
  }

  private static void copy(
      ReadableByteChannel in, int from, WritableByteChannel out, ByteBuffer buffer)
      throws IOException {
    int skip = from;
    while (in.read(buffer) >= 0) {
      buffer.flip();
      int skipped = Math.min(skip, buffer.remaining());
      buffer.position(skipped);
      skip -= skipped;
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      buffer.clear();
    }
  }

  /**
   * @throws FileNotFoundException if it is not there
   */
  static InputStream open(String file) throws IOException {
    ResourceId id = id(file);
    // what others throw is their own
    if (!id.getScheme().equals(LOCAL) && !exists(file)) {
      throw new FileNotFoundException(file);
    }
    return Channels.newInputStream(FileSystems.open(id));
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
    List<ResourceId> ids = new ArrayList<>();
    for (String file : files) {
      ids.add(id(file));
    }
    FileSystems.delete(ids, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private static ResourceId id(String file) throws IOException {
    try {
      return FileSystems.matchNewResource(file, false);
    } catch (IllegalArgumentException e) { // what Beam says where no file system has the scheme
      throw new IOException(e.getMessage(), e);
    }
  }
}
