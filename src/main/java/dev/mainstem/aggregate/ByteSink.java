package dev.mainstem.aggregate;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Values as {@link DataOutputStream} writes them, in an array that grows. Unlike Java's own, it
 * takes no lock for each byte, and puts a number there at once. Not thread-safe.
 */
final class ByteSink extends OutputStream implements DataOutput {

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
  public void write(byte[] source) {
    write(source, 0, source.length);
  }

  @Override
  public void write(byte[] source, int from, int count) {
    ensure(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  @Override
  public void writeBoolean(boolean value) {
    write(value ? 1 : 0);
  }

  @Override
  public void writeByte(int value) {
    write(value);
  }

  @Override
  public void writeShort(int value) {
    ensure(Short.BYTES);
    BigEndian.SHORT.set(bytes, length, (short) value);
    length += Short.BYTES;
  }

  @Override
  public void writeChar(int value) {
    writeShort(value);
  }

  @Override
  public void writeInt(int value) {
    ensure(Integer.BYTES);
    BigEndian.INT.set(bytes, length, value);
    length += Integer.BYTES;
  }

  @Override
  public void writeLong(long value) {
    ensure(Long.BYTES);
    BigEndian.LONG.set(bytes, length, value);
    length += Long.BYTES;
  }

  @Override
  public void writeFloat(float value) {
    writeInt(Float.floatToIntBits(value));
  }

  @Override
  public void writeDouble(double value) {
    writeLong(Double.doubleToLongBits(value));
  }

  @Override
  public void writeBytes(String text) throws IOException {
    new DataOutputStream(this).writeBytes(text);
  }

  @Override
  public void writeChars(String text) throws IOException {
    new DataOutputStream(this).writeChars(text);
  }

  @Override
  public void writeUTF(String text) throws IOException {
    new DataOutputStream(this).writeUTF(text);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * bytes.length));
    }
  }
}
