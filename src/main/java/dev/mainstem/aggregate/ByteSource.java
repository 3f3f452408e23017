package dev.mainstem.aggregate;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Values as {@link DataInputStream} reads them, out of some bytes of an array. Unlike Java's own,
 * it takes no lock for each byte, and takes a number at once. Not thread-safe.
 */
final class ByteSource extends InputStream implements DataInput {

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

  @Override
  public void readFully(byte[] target) throws IOException {
    readFully(target, 0, target.length);
  }

  @Override
  public void readFully(byte[] target, int from, int count) throws IOException {
    System.arraycopy(bytes, passed(count), target, from, count);
  }

  @Override
  public int skipBytes(int count) {
    int some = Math.max(0, Math.min(count, end - at));
    at += some;
    return some;
  }

  @Override
  public boolean readBoolean() throws IOException {
    return readByte() != 0;
  }

  @Override
  public byte readByte() throws IOException {
    return bytes[passed(1)];
  }

  @Override
  public int readUnsignedByte() throws IOException {
    return readByte() & 0xFF;
  }

  @Override
  public short readShort() throws IOException {
    return (short) BigEndian.SHORT.get(bytes, passed(Short.BYTES));
  }

  @Override
  public int readUnsignedShort() throws IOException {
    return readShort() & 0xFFFF;
  }

  @Override
  public char readChar() throws IOException {
    return (char) readShort();
  }

  @Override
  public int readInt() throws IOException {
    return (int) BigEndian.INT.get(bytes, passed(Integer.BYTES));
  }

  @Override
  public long readLong() throws IOException {
    return (long) BigEndian.LONG.get(bytes, passed(Long.BYTES));
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  @SuppressWarnings("deprecation") // that it takes bytes for characters is what is asked of it
  public String readLine() throws IOException {
    return new DataInputStream(this).readLine();
  }

  @Override
  public String readUTF() throws IOException {
    return new DataInputStream(this).readUTF();
  }

  /** Passes over bytes; where they begin. */
  private int passed(int count) throws EOFException {
    int from = at;
    if (end - from < count) {
      throw new EOFException();
    }
    at = from + count;
    return from;
  }
}
