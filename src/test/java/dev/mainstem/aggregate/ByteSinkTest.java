package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of it and of {@link ByteSource}: both as Java's own do it. */
class ByteSinkTest {

  private static void writeAll(DataOutput out) throws IOException {
    for (int round = 0; round < 20; round++) {
      out.write(255);
      out.write(new byte[] {1, 2, 3});
      out.write(new byte[] {1, 2, 3}, 1, 2);
      out.writeBoolean(true);
      out.writeByte(-3);
      out.writeShort(-300);
      out.writeChar('\u00e9');
      out.writeInt(-70_000);
      out.writeLong(Long.MIN_VALUE + round);
      out.writeFloat(-1.5f);
      out.writeDouble(Math.PI);
      out.writeBytes("ab\n");
      out.writeChars("cd");
      out.writeUTF("\u00e9\ud83d\ude00");
    }
  }

  private static List<Object> readAll(DataInput in) throws IOException {
    List<Object> read = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      read.add(in.readUnsignedByte());
      byte[] three = new byte[3];
      in.readFully(three);
      in.readFully(three, 1, 2);
      read.add(Arrays.toString(three));
      read.add(in.readBoolean());
      read.add(in.readByte());
      read.add(in.readShort());
      read.add(in.readChar());
      read.add(in.readInt());
      read.add(in.readLong());
      read.add(in.readFloat());
      read.add(in.readDouble());
      read.add(in.readLine());
      read.add(in.skipBytes(2));
      read.add(in.readUnsignedShort());
      read.add(in.readUTF());
    }
    return read;
  }

  @Test
  void theyWriteAndReadWhatJavaDoes() throws IOException {
    ByteSink sink = new ByteSink();
    ByteArrayOutputStream java = new ByteArrayOutputStream();
    writeAll(sink);
    writeAll(new DataOutputStream(java));
    byte[] written = Arrays.copyOf(sink.bytes(), sink.length());
    assertThat(written).isEqualTo(java.toByteArray());

    ByteSource source = new ByteSource();
    source.open(sink.bytes(), 0, sink.length());
    assertThat(readAll(source))
        .isEqualTo(readAll(new DataInputStream(new ByteArrayInputStream(written))));
    assertThat(source.read()).isEqualTo(-1);
  }

  @Test
  void behindTheEndThereIsNothingToRead() {
    ByteSource source = new ByteSource();
    source.open(new byte[16], 4, 7);
    assertThatThrownBy(source::readLong).isInstanceOf(EOFException.class);
    assertThat(source.skipBytes(10)).isEqualTo(7);
    assertThatThrownBy(source::readByte).isInstanceOf(EOFException.class);
  }
}
