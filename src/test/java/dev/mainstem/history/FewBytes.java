package dev.mainstem.history;

import java.io.ByteArrayInputStream;

/** A stream that gives few bytes at a time, so that every place is the border of a read. */
final class FewBytes extends ByteArrayInputStream {

  private final int most;

  private FewBytes(byte[] bytes, int most) {
    super(bytes);
    this.most = most;
  }

  /** The bytes, {@code most} of them at a time. */
  static FewBytes of(byte[] bytes, int most) {
    return new FewBytes(bytes, most);
  }

  @Override
  public synchronized int read(byte[] target, int offset, int length) {
    return super.read(target, offset, Math.min(length, most));
  }
}
