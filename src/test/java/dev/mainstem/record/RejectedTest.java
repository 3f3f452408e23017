package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rejected records, and bytes that are no text. */
class RejectedTest {

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void rejectedRecordSaysWhereItCameFromAndWhy() throws IOException {
    Rejected ofFile =
        new Rejected(Origin.ofLine("history/a.csv", 7), "history", "why", "a,\"b\n", 1_500);
    assertThat(ofFile.toJson())
        .isEqualTo(
            "{\"source\":\"history\",\"position\":{\"file\":\"history/a.csv\",\"line\":7},"
                + "\"stage\":\"history\",\"reason\":\"why\",\"raw\":\"a,\\\"b\\n\","
                + "\"observed_at\":\"1970-01-01T00:00:01.500Z\"}");
    Origin message = Origin.ofMessage("trips", 3, 1L << 40);
    assertThat(json(new Rejected(message, "live", "why", "", 0).toJson()))
        .isEqualTo(
            json(
                "{'source':'live','position':{'topic':'trips','partition':3,'offset':1099511627776},"
                        .replace('\'', '"')
                    + "'stage':'live','reason':'why','raw':'','observed_at':'1970-01-01T00:00:00Z'}"
                        .replace('\'', '"')));
    assertThat(
            json(new Rejected(message.element(2), "live", "why", "", 0).toJson())
                .at("/position/element")
                .intValue())
        .isEqualTo(2);
    JsonNode stream = json(new Rejected(Origin.STREAM, "dedupe", "why", "{}", 0).toJson());
    assertThat(stream.get("source").textValue()).isEqualTo("stream");
    assertThat(stream.get("position")).isEmpty();
  }

  @Test
  void rejectedBytesAreInBase64() {
    byte[] bytes = {(byte) 0xFF, 0, 'a'};
    Rejected rejected = Rejected.bytes(Origin.ofLine("a", 1), "history", "why", bytes);
    assertThat(Base64.getDecoder().decode(rejected.raw())).isEqualTo(bytes);
  }

  @Test
  void rejectedRecordsComeBackFromTheirCoder() throws Exception {
    List<Origin> origins =
        List.of(
            Origin.ofLine("a b.csv", 1L << 40),
            Origin.ofMessage("t", 5, Long.MAX_VALUE).element(3),
            Origin.STREAM);
    for (Origin origin : origins) {
      Rejected rejected = new Rejected(origin, "history", "é", "😀\n", -5);
      byte[] bytes = CoderUtils.encodeToByteArray(RejectedCoder.of(), rejected);
      assertThat(CoderUtils.decodeFromByteArray(RejectedCoder.of(), bytes)).isEqualTo(rejected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16LE", "UTF-16BE", "Shift_JIS"})
  void bytesOfATextAreTheText(String charset) throws BadValue {
    Charset set = Charset.forName(charset);
    assertThat(Utf8.decode("abc".getBytes(set), set)).isEqualTo("abc");
  }

  @Test
  void replacementCharacterThatStandsInTheTextIsText() throws BadValue {
    assertThat(Utf8.decode("a\uFFFDb".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\uFFFDb");
  }

  @Test
  void bytesThatAreNoTextAreBad() {
    byte[][] bad = {
      {(byte) 0xFF},
      {'a', (byte) 0xC3},
      {(byte) 0xC0, (byte) 0x80},
      {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
    };
    for (byte[] bytes : bad) {
      assertThat(catchThrowableOfType(BadValue.class, () -> Utf8.decode(bytes)))
          .hasMessage("expected text in UTF-8");
    }
    assertThat(
            catchThrowableOfType(
                BadValue.class, () -> Utf8.decode(new byte[] {'a'}, StandardCharsets.UTF_16LE)))
        .hasMessage("expected text in UTF-16LE");
    assertThat(
            catchThrowableOfType(
                BadValue.class,
                () -> Utf8.decode(new byte[] {(byte) 0x81}, Charset.forName("windows-1252"))))
        .hasMessage("expected text in windows-1252");
  }
}
