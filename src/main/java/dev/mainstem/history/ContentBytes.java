package dev.mainstem.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** Bytes that tell, once they were read to their end, what content they were. Not thread-safe. */
final class ContentBytes extends CheckedInputStream {

  /**
   * What tells the content of a file from what it was before.
   *
   * @param bytes how long it is, decompressed
   * @param crc32c its checksum
   */
  record Content(long bytes, long crc32c) implements Serializable {}

  private long bytes;

  ContentBytes(InputStream in) {
    super(in, new CRC32C());
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    bytes += next < 0 ? 0 : 1;
    return next;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int read = super.read(buffer, from, length);
    bytes += Math.max(read, 0);
    return read;
  }

  /** What was read so far. */
  Content content() {
    return new Content(bytes, getChecksum().getValue());
  }
}
