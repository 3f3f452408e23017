package dev.mainstem.avro;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Utf8;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that may be no values of Avro at all. Avro's own decoder takes a length at its word,
 * and would allocate gigabytes for four wrong bytes, or go backwards; this one holds each length to
 * what is left, and each string to UTF-8. An array of values that take no bytes is not read.
 */
final class BoundedDecoder extends Decoder {

  private final BinaryDecoder in;

  /**
   * @param in reads an array of bytes, so that what is left is known
   */
  BoundedDecoder(BinaryDecoder in) {
    this.in = in;
  }

  private int bounded(long length) throws IOException {
    if (length < 0) {
      throw new AvroRuntimeException("a length of less than 0");
    }
    if (length > in.inputStream().available()) {
      throw new EOFException();
    }
    return (int) length;
  }

  private byte[] bytes() throws IOException {
    byte[] bytes = new byte[bounded(in.readLong())];
    in.readFixed(bytes, 0, bytes.length);
    return bytes;
  }

  private void skip(long length) throws IOException {
    in.skipFixed(bounded(length));
  }

  /** The number of values in the next block; before a negative one stands its length in bytes. */
  private long block() throws IOException {
    long count = in.readLong();
    if (count < 0) {
      in.readLong();
      count = -count;
    }
    return bounded(count);
  }

  /** Passes over blocks that say how long they are; answers the number of values in one else. */
  private long blockToSkip() throws IOException {
    long count = in.readLong();
    while (count < 0) {
      skip(in.readLong());
      count = in.readLong();
    }
    return bounded(count);
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public org.apache.avro.util.Utf8 readString(org.apache.avro.util.@Nullable Utf8 old)
      throws IOException {
    return new org.apache.avro.util.Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    try {
      return Utf8.decode(bytes());
    } catch (BadValue e) {
      throw new AvroRuntimeException("a string that is no text in UTF-8", e);
    }
  }

  @Override
  public void skipString() throws IOException {
    skip(in.readLong());
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(bytes());
  }

  @Override
  public void skipBytes() throws IOException {
    skip(in.readLong());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    skip(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public long readArrayStart() throws IOException {
    return block();
  }

  @Override
  public long arrayNext() throws IOException {
    return block();
  }

  @Override
  public long skipArray() throws IOException {
    return blockToSkip();
  }

  @Override
  public long readMapStart() throws IOException {
    return block();
  }

  @Override
  public long mapNext() throws IOException {
    return block();
  }

  @Override
  public long skipMap() throws IOException {
    return blockToSkip();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }
}
