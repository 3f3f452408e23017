package dev.mainstem.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.record.BadValue;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that Avro's own writer has written, and such that nobody has. */
class AvroMessagesTest {

  /** 2026-01-01T10:00:00.001999Z. */
  private static final long TEN_MICROS = 1_767_261_600_001_999L;

  private static final String TRIP =
      """
      {"type":"record","name":"trip","namespace":"shop","fields":[
        {"name":"skipped","type":{"type":"map","values":{"type":"array","items":["int","string"]}}},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
        {"name":"local","type":{"type":"long","logicalType":"local-timestamp-millis"}},
        {"name":"id","type":["null","string"]},
        {"name":"n","type":"int"},
        {"name":"share","type":"float"},
        {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
        {"name":"day","type":{"type":"int","logicalType":"date"}},
        {"name":"tags","type":{"type":"array","items":"string"}},
        {"name":"place","type":{"type":"record","name":"place","fields":[
          {"name":"city","type":"string"},{"name":"code","type":"bytes"}]}},
        {"name":"kind","type":{"type":"enum","name":"kind","symbols":["DAY","NIGHT"]}},
        {"name":"hash","type":{"type":"fixed","name":"hash","size":4}}]}
      """;

  private static final Set<String> ALL =
      Set.of("at", "local", "id", "n", "share", "price", "day", "tags", "place", "kind", "hash");

  private static byte[] trip() {
    return AvroBytes.record(TRIP, AvroMessagesTest::fill);
  }

  private static void fill(GenericRecord trip) {
    Schema schema = trip.getSchema();
    GenericRecord place = new GenericData.Record(schema.getField("place").schema());
    place.put("city", "Z\u00fcrich");
    place.put("code", ByteBuffer.wrap(new byte[] {1}));
    trip.put("skipped", Map.of("a", List.of(1, "b"), "c", List.of()));
    trip.put("at", TEN_MICROS);
    trip.put("local", TEN_MICROS / 1000);
    trip.put("id", "x");
    trip.put("n", 3);
    trip.put("share", 0.1f);
    trip.put("price", ByteBuffer.wrap(BigInteger.valueOf(-1250).toByteArray()));
    trip.put("day", 20_484);
    trip.put("tags", List.of("a", "b"));
    trip.put("place", place);
    trip.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "NIGHT"));
    trip.put(
        "hash", new GenericData.Fixed(schema.getField("hash").schema(), new byte[] {1, 2, 3, 4}));
  }

  private static AvroMessages messages(String schema, Set<String> wanted) throws IOException {
    return AvroMessages.of(List.of(schema), wanted);
  }

  @Test
  void aRecordIsTheObjectThatItWouldBe() throws Exception {
    assertThat(messages(TRIP, ALL).decode(trip()))
        .isEqualTo(
            "{\"at\":\"2026-01-01T10:00:00.001999Z\",\"local\":\"2026-01-01T10:00:00.001\","
                + "\"id\":\"x\",\"n\":3,\"share\":0.1,\"price\":-12.50,\"day\":\"2026-01-31\","
                + "\"tags\":[\"a\",\"b\"],\"place\":{\"city\":\"Z\u00fcrich\"},\"kind\":\"NIGHT\"}");
  }

  @Test
  void whatNobodyWantsIsPassedOver() throws Exception {
    AvroMessages messages = messages(TRIP, Set.of("n", "none"));
    assertThat(messages.decode(trip())).isEqualTo("{\"n\":3}");
    assertThat(messages.decode(trip())).isEqualTo("{\"n\":3}");
    assertThat(messages(TRIP, Set.of()).decode(trip())).isEqualTo("{}");
  }

  @Test
  void aMessageThatIsCutOffAnywhereIsBad() throws Exception {
    AvroMessages whole = messages(TRIP, ALL);
    AvroMessages part = messages(TRIP, Set.of("at"));
    byte[] trip = trip();
    for (int length = 0; length < trip.length; length++) {
      byte[] cut = Arrays.copyOf(trip, length);
      assertThatThrownBy(() -> whole.decode(cut))
          .isInstanceOf(BadValue.class)
          .hasMessageStartingWith("expected a message of Avro, found ");
      assertThatThrownBy(() -> part.decode(cut)).isInstanceOf(BadValue.class);
    }
    byte[] longer = Arrays.copyOf(trip, trip.length + 1);
    assertThatThrownBy(() -> whole.decode(longer))
        .hasMessage("expected a message of Avro, found more behind its last field");
  }

  /** Lengths are zigzag varints: 01 is -1, fe ff ff ff 0f is 2147483647, 04 is 2. */
  @ParameterizedTest
  @CsvSource({
    "string, 01, a length of less than 0",
    "string, feffffff0f, its end within a field",
    "bytes, feffffff0f, its end within a field",
    "string, 02ff, a string that is no text in UTF-8",
    "'[\"null\",\"string\"]', 04, 'a number of no branch of a union, or symbol of an enum'",
    "'{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"A\"]}', 04,"
        + " 'a number of no branch of a union, or symbol of an enum'",
    "'{\"type\":\"array\",\"items\":\"string\"}', feffffff0f, its end within a field",
    "'{\"type\":\"array\",\"items\":\"null\"}', feffffff0f, its end within a field",
    "'{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":3}', 00, a decimal without digits"
  })
  void aLengthOrANumberThatCantBeIsBadWhateverItSays(String type, String hex, String found)
      throws Exception {
    String schema = type.startsWith("{") || type.startsWith("[") ? type : '"' + type + '"';
    AvroMessages messages =
        messages(
            "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"f\",\"type\":%s}]}"
                .formatted(schema),
            Set.of("f"));
    assertThatThrownBy(() -> messages.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(BadValue.class)
        .hasMessage("expected a message of Avro, found " + found);
  }

  /** A negative count stands before the length of its block in bytes: 01 01 is -1, -1. */
  @ParameterizedTest
  @CsvSource({"array, items", "map, values"})
  void blocksThatLeadBackAreNotFollowed(String type, String of) throws Exception {
    AvroMessages messages =
        messages(
            """
            {"type":"record","name":"r","fields":[
              {"name":"f","type":{"type":"%s","%s":"string"}},{"name":"g","type":"int"}]}
            """
                .formatted(type, of),
            Set.of("g"));
    assertThatThrownBy(() -> messages.decode(new byte[] {1, 1, 1, 1, 0, 0}))
        .isInstanceOf(BadValue.class);
    assertThat(messages.decode(new byte[] {1, 4, 2, 'a', 0, 6})).isEqualTo("{\"g\":3}");
  }

  @Test
  void recordsTooDeepWithinEachOtherAreBad() throws Exception {
    AvroMessages messages =
        messages(
            "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"r\",\"type\":[\"null\",\"r\"]}]}",
            Set.of("r"));
    byte[] deep = new byte[1_000_000];
    Arrays.fill(deep, (byte) 2);
    deep[deep.length - 1] = 0;
    assertThatThrownBy(() -> messages.decode(deep))
        .isInstanceOf(BadValue.class)
        .hasMessage("expected a message of Avro, found records too deep within each other");
    assertThat(messages.decode(new byte[] {2, 2, 0})).isEqualTo("{\"r\":{\"r\":{\"r\":null}}}");
  }

  @Test
  void noBytesWhateverTheyAreDoMoreThanBeBad() throws Exception {
    AvroMessages whole = messages(TRIP, ALL);
    AvroMessages part = messages(TRIP, Set.of("hash"));
    byte[] trip = trip();
    Random random = new Random(7);
    int bad = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] changed = trip.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      bad += isBad(whole, changed) ? 1 : 0;
      isBad(part, changed);
    }
    assertThat(bad).isBetween(10_000, 49_999);
  }

  private static boolean isBad(AvroMessages messages, byte[] message) {
    try {
      messages.decode(message);
      return false;
    } catch (BadValue e) {
      return true;
    }
  }

  @Test
  void aSchemaMayReferToOthers() throws Exception {
    String place =
        "{\"type\":\"record\",\"name\":\"shop.place\",\"fields\":[{\"name\":\"city\",\"type\":\"string\"}]}";
    String trip =
        "{\"type\":\"record\",\"name\":\"shop.trip\",\"fields\":[{\"name\":\"to\",\"type\":\"shop.place\"}]}";
    byte[] message = {6, 'Z', 'u', 'g'};
    assertThat(AvroMessages.of(List.of(place, trip), Set.of("to")).decode(message))
        .isEqualTo("{\"to\":{\"city\":\"Zug\"}}");
    assertThatThrownBy(() -> messages(trip, Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it is no schema of Avro: ");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"string\"', 'expected the schema of a record, found string'",
    "'{\"type\":\"array\",\"items\":\"int\"}', 'expected the schema of a record, found array'",
  })
  void onlyRecordsAreTaken(String schema, String message) {
    assertThatThrownBy(() -> AvroMessages.columns(List.of(schema)))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> AvroMessages.columns(List.of("no JSON")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it is no schema of Avro: ");
  }
}
