package dev.mainstem.aggregate;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in an array that grows. Unlike Java's own, it takes no lock for each. Not thread-safe. */
final class ByteSink extends OutputStream {

  private byte[] bytes = new byte[256];
  private int length;

  /** The array that they are in, from 0 on; another one when there are more. */
  byte[] bytes() {
    return bytes;
  }

  /** How many there are. */
  int length() {
    return length;
  }

  /** Makes it empty. */
  void clear() {
    length = 0;
  }

  @Override
  public void write(int b) {
    ensure(1);
    bytes[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int from, int count) {
    ensure(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * bytes.length));
    }
  }
}
