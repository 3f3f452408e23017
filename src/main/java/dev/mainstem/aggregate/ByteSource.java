package dev.mainstem.aggregate;

import java.io.InputStream;

/** Some bytes of an array. Unlike Java's own, it takes no lock for each. Not thread-safe. */
final class ByteSource extends InputStream {

  private byte[] bytes = {};
  private int at;
  private int end;

  /** Goes on with other bytes. */
  void open(byte[] source, int from, int length) {
    bytes = source;
    at = from;
    end = from + length;
  }

  @Override
  public int read() {
    return at < end ? bytes[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int from, int count) {
    if (at == end && count > 0) {
      return -1;
    }
    int some = Math.min(count, end - at);
    System.arraycopy(bytes, at, target, from, some);
    at += some;
    return some;
  }
}
