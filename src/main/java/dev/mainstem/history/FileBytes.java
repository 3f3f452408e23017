package dev.mainstem.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;

/** Opens files of any Beam file system, decompressed by their ending as TextIO does it. */
public final class FileBytes {

  private FileBytes() {}

  /** The bytes of a file from its start; whoever opens them closes them. */
  public static InputStream open(String resource) throws IOException {
    return open(resource, bytes -> {});
  }

  /**
   * The same, for somebody who watches how they are read.
   *
   * @param watch is told of how many bytes of the file, compressed as they are, each read took
   */
  public static InputStream open(String resource, LongConsumer watch) throws IOException {
    ReadableByteChannel stored = FileSystems.open(FileSystems.matchNewResource(resource, false));
    return Channels.newInputStream(
        Compression.detect(resource).readDecompressed(new Watched(stored, watch)));
  }

  private record Watched(ReadableByteChannel stored, LongConsumer watch)
      implements ReadableByteChannel {

    @Override
    public int read(ByteBuffer into) throws IOException {
      int bytes = stored.read(into);
      if (bytes > 0) {
        watch.accept(bytes);
      }
      return bytes;
    }

    @Override
    public boolean isOpen() {
      return stored.isOpen();
    }

    @Override
    public void close() throws IOException {
      stored.close();
    }
  }

  /** Whether the first character of a file, a mark and blanks aside, is an opening bracket. */
  static boolean startsWithBracket(String resource) throws IOException {
    try (ByteWindow bytes = new ByteWindow(open(resource))) {
      bytes.passIfNext("\uFEFF".getBytes(StandardCharsets.UTF_8));
      while (bytes.peek() != ByteWindow.END && bytes.peek() <= ' ') {
        bytes.pass(1);
        bytes.startHere();
      }
      return bytes.peek() == '[';
    }
  }
}
