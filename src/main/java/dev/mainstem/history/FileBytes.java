package dev.mainstem.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;

/** Opens files of any Beam file system, decompressed by their ending as TextIO does it. */
public final class FileBytes {

  private FileBytes() {}

  /** The bytes of a file from its start; whoever opens them closes them. */
  public static InputStream open(String resource) throws IOException {
    return Channels.newInputStream(
        Compression.detect(resource)
            .readDecompressed(FileSystems.open(FileSystems.matchNewResource(resource, false))));
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
