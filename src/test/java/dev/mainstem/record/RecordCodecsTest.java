package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records as JSON, as bytes between workers, and as keys. */
class RecordCodecsTest {

  private static final Schema ALL_TYPES =
      Rows.schemaOf(
          new RowType(
              Arrays.stream(FieldType.values())
                  .map(type -> new RowType.Field(type.word(), type, true))
                  .toList()));
  private static final Row FULL =
      Rows.of(
          ALL_TYPES,
          "é\"\\\n😀",
          true,
          -1,
          Long.MAX_VALUE,
          0.1f,
          1e21,
          new BigDecimal("12345678901234567890.10"),
          Instant.ofEpochMilli(-1),
          LocalDate.of(1815, 6, 18));
  private static final Row NULLS = Rows.of(ALL_TYPES, new Object[9]);

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void rowIsAnObjectInTheOrderOfTheSchema() {
    assertThat(new RowJson(ALL_TYPES).toText(FULL))
        .isEqualTo(
            "{\"string\":\"é\\\"\\\\\\n😀\",\"boolean\":true,\"int32\":-1,"
                + "\"int64\":9223372036854775807,\"float\":0.1,\"double\":1.0E21,"
                + "\"decimal\":12345678901234567890.10,"
                + "\"timestamp\":\"1969-12-31T23:59:59.999Z\",\"date\":\"1815-06-18\"}");
  }

  @Test
  void nullsAreWrittenToo() {
    assertThat(new RowJson(ALL_TYPES).toText(NULLS))
        .isEqualTo(
            "{\"string\":null,\"boolean\":null,\"int32\":null,\"int64\":null,\"float\":null,"
                + "\"double\":null,\"decimal\":null,\"timestamp\":null,\"date\":null}");
  }

  @Property
  void everyDoubleIsReadBackFromItsJson(@ForAll double value) throws IOException {
    Schema schema = Rows.schemaOf(RowType.of(new RowType.Field("x", FieldType.DOUBLE, false)));
    assertThat(json(new RowJson(schema).toText(Rows.of(schema, value))).get("x").doubleValue())
        .isEqualTo(value);
  }

  @Property
  void everyTextIsReadBackFromItsJson(@ForAll String value) throws IOException {
    Schema schema = Rows.schemaOf(RowType.of(new RowType.Field("x y", FieldType.STRING, false)));
    String text = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(json(new RowJson(schema).toText(Rows.of(schema, text))).get("x y").textValue())
        .isEqualTo(text);
  }

  @Test
  void rowsComeBackFromBeamsCoder() throws Exception {
    for (Row row : List.of(FULL, NULLS)) {
      byte[] bytes = CoderUtils.encodeToByteArray(RowCoder.of(ALL_TYPES), row);
      assertThat(CoderUtils.decodeFromByteArray(RowCoder.of(ALL_TYPES), bytes)).isEqualTo(row);
    }
  }

  @ParameterizedTest
  @EnumSource(FieldType.class)
  void valuesComeBackFromTheirBytes(FieldType type) throws IOException {
    @Nullable Object value = FULL.getValues().get(List.of(FieldType.values()).indexOf(type));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Values.encode(value, type, out);
    Values.encode(null, type, out);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(Values.decode(type, in)).isEqualTo(value);
    assertThat(Values.decode(type, in)).isNull();
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void textsAreOrderedByCodePoint() {
    List<String> texts = new ArrayList<>(List.of("😀", "\uE000", "b", "a😀", "", "a", "\uD7FF"));
    texts.sort(Values::compare);
    assertThat(texts).containsExactly("", "a", "a😀", "b", "\uD7FF", "\uE000", "😀");
  }

  @Property
  void orderOfTextsIsThatOfTheirBytesInUtf8(@ForAll String a, @ForAll String b) {
    String x = new String(a.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String y = new String(b.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    int bytes =
        Arrays.compareUnsigned(
            x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(Values.compare(x, y))).isEqualTo(Integer.signum(bytes));
  }

  @Test
  void equalValuesHaveEqualKeys() throws Exception {
    RowKey key = new RowKey(ALL_TYPES, List.of("double", "float", "decimal", "string"));
    Row a =
        Rows.of(ALL_TYPES, "x", null, null, null, -0.0f, 0.0, new BigDecimal("1.50"), null, null);
    Row b = Rows.of(ALL_TYPES, "x", true, 1, 2L, 0.0f, -0.0, new BigDecimal("1.5"), null, null);
    RowCoder coder = RowCoder.of(key.schema());
    coder.verifyDeterministic();
    assertThat(CoderUtils.encodeToByteArray(coder, key.of(a)))
        .isEqualTo(CoderUtils.encodeToByteArray(coder, key.of(b)));
    assertThat(key.of(a)).isEqualTo(key.of(b));
    assertThat(key.of(NULLS).getValues()).containsOnlyNulls();
  }

  @Test
  void keyGivesItsValuesBack() {
    List<String> names = ALL_TYPES.getFieldNames();
    Row key = new RowKey(ALL_TYPES, names).of(FULL);
    for (int i = 0; i < names.size(); i++) {
      Object value = RowKey.original(key.getValues().get(i), ALL_TYPES.getField(i).getType());
      Object expected = FULL.getValues().get(i);
      assertThat(value)
          .isEqualTo(
              expected instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : expected);
    }
  }

  /** Of each type, an array of the value of {@link #FULL}, twice, and then an empty one. */
  @ParameterizedTest
  @EnumSource(FieldType.class)
  void arraysAreWrittenTravelAndMakeKeys(FieldType type) throws Exception {
    Object value = FULL.getValues().get(List.of(FieldType.values()).indexOf(type));
    Schema schema =
        Rows.schemaOf(
            RowType.of(
                new RowType.Field("x", type, false, true),
                new RowType.Field("y", type, false, true),
                new RowType.Field("z", type, true, true)));
    Row row = Rows.of(schema, List.of(value, value), List.of(), null);

    JsonNode single = json(new RowJson(ALL_TYPES).toText(FULL)).get(type.word());
    String text = new RowJson(schema).toText(row);
    assertThat(json(text).toString())
        .isEqualTo("{\"x\":[%1$s,%1$s],\"y\":[],\"z\":null}".formatted(single));
    assertThat(keyOf(schema, row, "x")).isEqualTo(text.substring(5, text.indexOf(",\"y")));

    byte[] bytes = CoderUtils.encodeToByteArray(RowCoder.of(schema), row);
    assertThat(CoderUtils.decodeFromByteArray(RowCoder.of(schema), bytes).getValues())
        .isEqualTo(row.getValues());

    RowKey key = new RowKey(schema, List.of("x", "y", "z"));
    RowCoder.of(key.schema()).verifyDeterministic();
    Row travelled = CoderUtils.clone(RowCoder.of(key.schema()), key.of(row));
    assertThat(RowKey.original(travelled.getValues().get(0), schema.getField(0).getType()))
        .asString()
        .isEqualTo(
            List.of(value, value)
                .toString()
                .replace("12345678901234567890.10", "12345678901234567890.1"));
    assertThat(travelled.getValues().get(1)).isEqualTo(List.of());
    assertThat(travelled.getValues().get(2)).isNull();
  }

  @Test
  void keyOfAMessageIsTheTextOfOneFieldOrAnArrayOfSeveral() {
    assertThat(keyOf(FULL)).isNull();
    assertThat(keyOf(FULL, "string")).isEqualTo("é\"\\\n😀");
    assertThat(keyOf(FULL, "int64")).isEqualTo("9223372036854775807");
    assertThat(keyOf(FULL, "timestamp")).isEqualTo("1969-12-31T23:59:59.999Z");
    assertThat(keyOf(FULL, "date")).isEqualTo("1815-06-18");
    assertThat(keyOf(FULL, "int32", "date")).isEqualTo("[-1,\"1815-06-18\"]");
    assertThat(keyOf(NULLS, "int32")).isNull();
    assertThat(keyOf(NULLS, "int32", "date")).isEqualTo("[null,null]");
  }

  private static @Nullable String keyOf(Row row, String... names) {
    return keyOf(ALL_TYPES, row, names);
  }

  private static @Nullable String keyOf(Schema schema, Row row, String... names) {
    byte @Nullable [] key = new MessageKey(schema, List.of(names)).of(row);
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }
}
