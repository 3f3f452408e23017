package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarintTest {

  @Property
  void whatIsWrittenIsRead(@ForAll long number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Varint.write(number, out);
    Varint.writeSigned(number, out);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(Varint.read(in)).isEqualTo(number);
    assertThat(Varint.readSigned(in)).isEqualTo(number);
    assertThat(in.read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "127, 1", "128, 2", "16383, 2", "16384, 3", "9223372036854775807, 9"})
  void sevenBitsTakeAByte(long number, int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Varint.write(number, new DataOutputStream(out));
    assertThat(out.size()).isEqualTo(bytes);
  }

  /** The example of Protocol Buffers' documentation. */
  @Test
  void theLowestBitsComeFirst() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Varint.write(150, new DataOutputStream(out));
    assertThat(out.toByteArray()).containsExactly(0x96, 0x01);
  }

  @ParameterizedTest
  @CsvSource({"-64, 1", "63, 1", "-65, 2", "64, 2"})
  void smallNumbersOfEitherSignTakeAByte(long number, int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Varint.writeSigned(number, new DataOutputStream(out));
    assertThat(out.size()).isEqualTo(bytes);
  }
}
