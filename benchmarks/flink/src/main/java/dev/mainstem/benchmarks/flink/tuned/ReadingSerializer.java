package dev.mainstem.benchmarks.flink.tuned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Carries a reading over a shuffle: the device's bytes, time, x, y. What comes out is the same
 * object each time, which is right where each is consumed before the next is read.
 */
public final class ReadingSerializer extends TypeSerializer<Reading> {

  private static final int LONGEST_NAME = 255;

  private transient Names names;
  private transient Reading reused;
  private transient byte[] name;

  @Override
  public void serialize(Reading reading, DataOutputView target) throws IOException {
    if (reading.block == null) {
      byte[] device = reading.device.getBytes(StandardCharsets.UTF_8);
      target.writeByte(device.length);
      target.write(device);
    } else {
      int from = reading.ends[0] + 1;
      target.writeByte(reading.ends[1] - from);
      target.write(reading.block, from, reading.ends[1] - from);
    }
    target.writeLong(reading.at);
    target.writeDouble(reading.x);
    target.writeDouble(reading.y);
  }

  @Override
  public Reading deserialize(DataInputView source) throws IOException {
    if (names == null) {
      names = new Names();
      reused = new Reading();
      name = new byte[LONGEST_NAME];
    }
    return deserialize(reused, source);
  }

  @Override
  public Reading deserialize(Reading reading, DataInputView source) throws IOException {
    int length = source.readUnsignedByte();
    source.readFully(name, 0, length);
    reading.device = names.of(name, 0, length);
    reading.at = source.readLong();
    reading.x = source.readDouble();
    reading.y = source.readDouble();
    return reading;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializer<Reading> duplicate() {
    return new ReadingSerializer();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Reading createInstance() {
    return new Reading();
  }

  @Override
  public Reading copy(Reading from) {
    throw new UnsupportedOperationException("a reading is used again, not copied");
  }

  @Override
  public Reading copy(Reading from, Reading reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadingSerializer;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public TypeSerializerSnapshot<Reading> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that the bytes have one form only. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Reading> {

    public Snapshot() {
      super(ReadingSerializer::new);
    }
  }
}
