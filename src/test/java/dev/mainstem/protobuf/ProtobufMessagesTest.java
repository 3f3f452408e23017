package dev.mainstem.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedColumn.Kind;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that Protobuf's own classes have written, and such that nobody has. */
class ProtobufMessagesTest {

  private static final String PLACE =
      """
      name: "place.proto" package: "shop" syntax: "proto3"
      message_type { name: "Place"
        field { name: "city" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
        field { name: "code" number: 2 type: TYPE_BYTES label: LABEL_OPTIONAL }
        field { name: "within" number: 3 type: TYPE_MESSAGE type_name: ".shop.Place" label: LABEL_OPTIONAL } }
      """;

  private static final String TRIP =
      """
      name: "trip.proto" package: "shop" syntax: "proto3"
      dependency: "place.proto"
      dependency: "google/protobuf/timestamp.proto" dependency: "google/protobuf/wrappers.proto"
      enum_type { name: "Kind" value { name: "DAY" number: 0 } value { name: "NIGHT" number: 1 } }
      message_type { name: "Other" field { name: "x" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL } }
      message_type { name: "Trip"
        field { name: "trip_id" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
        field { name: "at" number: 2 type: TYPE_MESSAGE type_name: ".google.protobuf.Timestamp" label: LABEL_OPTIONAL }
        field { name: "fare" number: 3 type: TYPE_DOUBLE label: LABEL_OPTIONAL }
        field { name: "tip" number: 4 type: TYPE_FLOAT label: LABEL_OPTIONAL proto3_optional: true oneof_index: 0 }
        field { name: "n" number: 5 type: TYPE_UINT64 label: LABEL_OPTIONAL }
        field { name: "small" number: 6 type: TYPE_FIXED32 label: LABEL_OPTIONAL }
        field { name: "note" number: 7 type: TYPE_MESSAGE type_name: ".google.protobuf.StringValue" label: LABEL_OPTIONAL }
        field { name: "paid" number: 8 type: TYPE_BOOL label: LABEL_OPTIONAL }
        field { name: "kind" number: 9 type: TYPE_ENUM type_name: ".shop.Kind" label: LABEL_OPTIONAL }
        field { name: "tags" number: 10 type: TYPE_STRING label: LABEL_REPEATED }
        field { name: "to" number: 11 type: TYPE_MESSAGE type_name: ".shop.Place" label: LABEL_OPTIONAL }
        field { name: "via" number: 12 type: TYPE_MESSAGE type_name: ".shop.Place" label: LABEL_REPEATED }
        field { name: "extra" number: 13 type: TYPE_MESSAGE type_name: ".shop.Trip.ExtraEntry" label: LABEL_REPEATED }
        field { name: "delta" number: 14 type: TYPE_SINT32 label: LABEL_OPTIONAL }
        oneof_decl { name: "_tip" }
        nested_type { name: "ExtraEntry" options { map_entry: true }
          field { name: "key" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
          field { name: "value" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL } } }
      """;

  private static final byte[] SET = ProtobufBytes.set(PLACE, TRIP);

  private static final Set<String> ALL =
      Set.of(
          "trip_id", "at", "fare", "tip", "n", "small", "note", "paid", "kind", "tags", "to", "via",
          "extra", "delta");

  private static final String WHOLE =
      """
      trip_id: "x" at { seconds: 1767261600 nanos: 1999000 } fare: 2.5 tip: 0.1
      n: 18446744073709551615 small: 4294967295 note { value: "" } paid: true kind: NIGHT
      tags: "a" tags: "b" to { city: "Z\u00fcrich" code: "c" within { city: "ZH" } }
      via { city: "Zug" } extra { key: "k" value: "v" } delta: -3
      """;

  private static ProtobufMessages messages(Set<String> wanted) throws IOException {
    return ProtobufMessages.of(SET, "shop.Trip", wanted);
  }

  private static byte[] trip(String text) {
    return ProtobufBytes.message(SET, "shop.Trip", text);
  }

  @Test
  void aMessageIsTheObjectThatItWouldBe() throws Exception {
    assertThat(messages(ALL).decode(trip(WHOLE)))
        .isEqualTo(
            "{\"trip_id\":\"x\",\"at\":\"2026-01-01T10:00:00.001999Z\",\"fare\":2.5,\"tip\":0.1,"
                + "\"n\":18446744073709551615,\"small\":4294967295,\"note\":\"\",\"paid\":true,"
                + "\"kind\":\"NIGHT\",\"tags\":[\"a\",\"b\"],"
                + "\"to\":{\"city\":\"Z\u00fcrich\",\"within\":{\"city\":\"ZH\",\"within\":null}},"
                + "\"delta\":-3}");
  }

  @Test
  void whatIsNotSetIsNullWhereThatCanBeToldAndElseItsDefault() throws Exception {
    assertThat(messages(ALL).decode(new byte[0]))
        .isEqualTo(
            "{\"trip_id\":\"\",\"at\":null,\"fare\":0.0,\"tip\":null,\"n\":0,\"small\":0,"
                + "\"note\":null,\"paid\":false,\"kind\":\"DAY\",\"tags\":[],\"to\":null,"
                + "\"delta\":0}");
  }

  @Test
  void fieldsThatNobodyWantsAndThatNoSchemaKnowsArePassedOver() throws Exception {
    byte[] unknown = HexFormat.of().parseHex("0a0178" + "a01f05");
    assertThat(messages(Set.of("trip_id", "none")).decode(unknown))
        .isEqualTo("{\"trip_id\":\"x\"}");
  }

  @Test
  void aNumberThatTheSchemaHasNoNameForIsItself() throws Exception {
    assertThat(messages(Set.of("kind")).decode(new byte[] {9 << 3, 7}))
        .isEqualTo("{\"kind\":\"7\"}");
  }

  @Test
  void whatIsNoTimestampOfProtobufIsNoTime() throws Exception {
    assertThat(messages(Set.of("at")).decode(trip("at { seconds: 9223372036854775807 nanos: -1 }")))
        .isEqualTo("{\"at\":\"9223372036854775807 s -1 ns\"}");
  }

  @Test
  void inProto2AFieldMayHaveADefaultOfItsOwnOrBeRequired() throws Exception {
    byte[] set =
        ProtobufBytes.set(
            """
            name: "old.proto" syntax: "proto2"
            message_type { name: "Old"
              field { name: "a" number: 1 type: TYPE_INT32 label: LABEL_REQUIRED }
              field { name: "b" number: 2 type: TYPE_INT32 label: LABEL_OPTIONAL }
              field { name: "c" number: 3 type: TYPE_INT32 label: LABEL_OPTIONAL default_value: "5" } }
            """);
    assertThat(ProtobufMessages.of(set, "Old", Set.of("a", "b", "c")).decode(new byte[0]))
        .isEqualTo("{\"a\":null,\"b\":null,\"c\":5}");
  }

  @ParameterizedTest
  @CsvSource({
    "cut off, 0a0578",
    "a tag of no field, 00",
    "a group that nobody opened, 0c",
    "a length of 2147483647, 0affffffff07",
    "a string that is no text, 0a01ff"
  })
  void whatIsNoMessageIsBad(String what, String hex) throws Exception {
    ProtobufMessages messages = messages(ALL);
    assertThatThrownBy(() -> messages.decode(HexFormat.of().parseHex(hex)))
        .as(what)
        .isInstanceOf(BadValue.class)
        .hasMessageStartingWith("expected a message of Protobuf, found ");
  }

  @Test
  void noBytesWhateverTheyAreDoMoreThanBeBad() throws Exception {
    ProtobufMessages messages = messages(ALL);
    byte[] trip = trip(WHOLE);
    Random random = new Random(7);
    int bad = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] changed = trip.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        messages.decode(changed);
      } catch (BadValue e) {
        bad++;
      }
    }
    assertThat(bad).isBetween(5_000, 29_999);
  }

  @Test
  void eachFieldIsAColumnAndThoseOfAMessageInItStandBehindIt() throws Exception {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (TypedColumn column : ProtobufMessages.columns(SET, "shop.Trip")) {
      columns.put(column.name(), column.array() ? List.of(column.kind()) : column.kind());
    }
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("trip_id", Kind.STRING);
    expected.put("at", Kind.TIMESTAMP);
    expected.put("fare", Kind.NUMBER);
    expected.put("tip", Kind.NUMBER);
    expected.put("n", Kind.NUMBER);
    expected.put("small", Kind.NUMBER);
    expected.put("note", Kind.STRING);
    expected.put("paid", Kind.BOOLEAN);
    expected.put("kind", Kind.STRING);
    expected.put("tags", List.of(Kind.STRING));
    expected.put("to", Kind.OTHER);
    expected.put("to.city", Kind.STRING);
    expected.put("to.code", Kind.OTHER);
    expected.put("to.within", Kind.OTHER);
    expected.put("via", List.of(Kind.OTHER));
    expected.put("extra", Kind.OTHER);
    expected.put("delta", Kind.NUMBER);
    assertThat(columns).containsExactlyEntriesOf(expected);
  }

  @Test
  void aSetThatLacksSomethingSaysWhat() {
    assertThatThrownBy(() -> ProtobufMessages.columns(SET, "shop.Tripp"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "no message type shop.Tripp (did you mean shop.Trip?); there are shop.Place,"
                + " shop.Other, shop.Trip, shop.Trip.ExtraEntry");
    assertThatThrownBy(() -> ProtobufMessages.columns(ProtobufBytes.set(TRIP), "shop.Trip"))
        .isInstanceOf(IOException.class)
        .hasMessage("it lacks place.proto, which it imports; protoc --include_imports puts it in");
    assertThatThrownBy(() -> ProtobufMessages.columns(new byte[0], "shop.Trip"))
        .isInstanceOf(IOException.class)
        .hasMessage("it is no file of protoc --include_imports --descriptor_set_out");
    assertThatThrownBy(
            () ->
                ProtobufMessages.columns(
                    "syntax =".getBytes(java.nio.charset.StandardCharsets.UTF_8), "shop.Trip"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it is no file of protoc --include_imports --descriptor_set_out: ");
    String wrong = PLACE.replace(".shop.Place", ".shop.Plaice");
    assertThatThrownBy(() -> ProtobufMessages.columns(ProtobufBytes.set(wrong), "shop.Place"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("its types don't fit together: ");
  }

  @Test
  void inAFileAloneATypeIsFoundByItsIndexes() throws Exception {
    ProtobufFile file =
        ProtobufFile.of(
            Map.of("place.proto", ProtobufBytes.file(PLACE), "", ProtobufBytes.file(TRIP)), "");
    assertThat(file.messages(List.of(1), Set.of("to")).orElseThrow().decode(trip(WHOLE)))
        .startsWith("{\"to\":{\"city\":\"Z\u00fcrich\",");
    assertThat(file.messages(List.of(1, 0), Set.of("key"))).isPresent();
    assertThat(file.messages(List.of(2), ALL)).isEmpty();
    assertThat(file.messages(List.of(1, 1), ALL)).isEmpty();
    assertThat(file.messages(List.of(-1), ALL)).isEmpty();
    assertThat(file.columnsOfFirst()).extracting(TypedColumn::name).containsExactly("x");
  }

  @Test
  void inAFileAloneFieldsOfTypesThatNobodyHasArePassedOver() throws Exception {
    ProtobufFile file = ProtobufFile.of(Map.of("", ProtobufBytes.file(TRIP)), "");
    assertThat(
            file.messages(List.of(1), Set.of("trip_id", "to", "tags"))
                .orElseThrow()
                .decode(trip(WHOLE)))
        .isEqualTo("{\"trip_id\":\"x\",\"tags\":[\"a\",\"b\"],\"to\":{}}");
  }
}
