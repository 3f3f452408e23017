package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.avro.AvroBytes;
import dev.mainstem.parquet.ParquetBytes;
import dev.mainstem.spec.EnvironmentException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same trips in Avro and in Parquet, read in every way. */
class ReadTypedHistoryTest {

  /** 2026-01-01T10:00:00.001999Z. */
  private static final long TEN_MICROS = 1_767_261_600_001_999L;

  /** 2026-01-31. */
  private static final int DAY = 20_484;

  private static final long BEYOND_INT32 = 3_000_000_000L;

  private static final String AVRO =
      """
      {"type":"record","name":"trip","fields":[
        {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
        {"name":"id","type":["null","string"]},
        {"name":"n","type":"long"},
        {"name":"share","type":["double","null"]},
        {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
        {"name":"day","type":{"type":"int","logicalType":"date"}},
        {"name":"tags","type":["null",{"type":"array","items":"string"}]},
        {"name":"place","type":{"type":"record","name":"place","fields":[
          {"name":"city","type":"string"},{"name":"code","type":"bytes"}]}},
        {"name":"kind","type":{"type":"enum","name":"kind","symbols":["DAY","NIGHT"]}},
        {"name":"extra","type":{"type":"map","values":"string"}}]}
      """;

  private static final String PARQUET =
      """
      message trip {
        required int64 at (TIMESTAMP(MICROS,true));
        optional binary id (STRING);
        required int64 n;
        optional double share;
        required fixed_len_byte_array(4) price (DECIMAL(9,2));
        required int32 day (DATE);
        optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
        required group place { required binary city (STRING); required binary code; }
        required binary kind (ENUM);
        optional group extra (MAP) {
          repeated group key_value { required binary key (STRING); optional binary value (STRING); }
        }
      }
      """;

  private static final List<String> GOOD =
      List.of(
          "[2026-01-01T10:00:00.001Z, null, 1, null, -12.50, 2026-01-31, [a, b], Zug, DAY, 1]",
          "[2026-01-01T10:00:00.001Z, y, 4, 0.5, 0.07, 2026-01-31, null, Zug, DAY, 4]");

  private static final List<String> BAD =
      List.of(
          "trips:2 n: expected int32, found \"3000000000\" | {\"at\":\"2026-01-01T10:00:00.001999Z\",\"id\":\"x\",\"n\":3000000000,\"share\":0.5,\"price\":0.07,\"day\":\"2026-01-31\",\"tags\":[],\"place\":{\"city\":\"Zug\"},\"kind\":\"DAY\"}",
          "trips:3 share: expected double, found \"NaN\" | {\"at\":\"2026-01-01T10:00:00.001999Z\",\"id\":\"x\",\"n\":3,\"share\":\"NaN\",\"price\":0.07,\"day\":\"2026-01-31\",\"tags\":[],\"place\":{\"city\":\"Zug\"},\"kind\":\"DAY\"}");

  @TempDir private Path folder;

  private HistoryReading reading(String format) {
    return new HistoryReading(folder)
        .with("path", "trips")
        .with("format", format)
        .field("at", "timestamp")
        .field("seen", Map.of("type", "timestamp", "from", "at"))
        .field("id", "string?")
        .field("n", "int32")
        .field("share", "double?")
        .field("price", "decimal")
        .field("day", "date")
        .field("tags", "array<string>?")
        .field("city", Map.of("type", "string", "from", "place.city"))
        .field("kind", "string")
        .field("line", Map.of("type", "int64", "from", "@line"));
  }

  @Test
  void recordsOfAvroAreTheRowsThatTheySay() {
    assertThat(
            reading("avro")
                .file(
                    "trips",
                    AvroBytes.file(
                        AVRO,
                        List.of(
                            avro(null, 1, null, -1250, List.of("a", "b")),
                            avro("x", BEYOND_INT32, 0.5, 7, List.of()),
                            avro("x", 3, Double.NaN, 7, List.of()),
                            avro("y", 4, 0.5, 7, null))))
                .fromStartToEnd())
        .containsExactlyInAnyOrderElementsOf(Stream.concat(GOOD.stream(), BAD.stream()).toList());
  }

  private static Consumer<GenericRecord> avro(
      @Nullable String id,
      long n,
      @Nullable Double share,
      long cents,
      @Nullable List<String> tags) {
    return record -> {
      Schema place = record.getSchema().getField("place").schema();
      GenericRecord zug = new GenericData.Record(place);
      zug.put("city", "Zug");
      zug.put("code", ByteBuffer.wrap(new byte[] {1}));
      record.put("at", TEN_MICROS);
      record.put("id", id);
      record.put("n", n);
      record.put("share", share);
      record.put("price", ByteBuffer.wrap(BigInteger.valueOf(cents).toByteArray()));
      record.put("day", DAY);
      record.put("tags", tags);
      record.put("place", zug);
      record.put(
          "kind", new GenericData.EnumSymbol(record.getSchema().getField("kind").schema(), "DAY"));
      record.put("extra", Map.of("k", "v"));
    };
  }

  @Test
  void recordsOfParquetAreTheRowsThatTheySay() {
    reading("parquet")
        .file(
            "trips",
            ParquetBytes.of(
                PARQUET,
                List.of(
                    parquet(null, 1, null, -1250, List.of("a", "b")),
                    parquet("x", BEYOND_INT32, 0.5, 7, List.of()),
                    parquet("x", 3, Double.NaN, 7, List.of()),
                    parquet("y", 4, 0.5, 7, null))))
        .runs(ReadLines.RANGE_BYTES, GOOD, BAD);
  }

  private static Consumer<Group> parquet(
      @Nullable String id, long n, @Nullable Double share, int cents, @Nullable List<String> tags) {
    return record -> {
      record.append("at", TEN_MICROS).append("n", n).append("day", DAY).append("kind", "DAY");
      if (id != null) {
        record.append("id", id);
      }
      if (share != null) {
        record.append("share", share);
      }
      record.append(
          "price", Binary.fromConstantByteArray(ByteBuffer.allocate(4).putInt(cents).array()));
      if (tags != null) {
        Group list = record.addGroup("tags");
        tags.forEach(tag -> list.addGroup("list").append("element", tag));
      }
      record
          .addGroup("place")
          .append("city", "Zug")
          .append("code", Binary.fromConstantByteArray(new byte[] {1}));
    };
  }

  @Test
  void timesOfOldFilesAndTimesWithoutAZoneAreReadAsWhatTheyAre() {
    long nanosOfTenOClock = 36_000L * 1_000_000_000L;
    int julianDayOf2026 = 2_461_042;
    byte[] int96 =
        ByteBuffer.allocate(12)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .putLong(nanosOfTenOClock)
            .putInt(julianDayOf2026)
            .array();
    assertThat(
            new HistoryReading(folder)
                .with("path", "old")
                .with("format", "parquet")
                .field("at", "timestamp")
                .field("seen", Map.of("type", "timestamp", "from", "at"))
                .field("local", Map.of("type", "timestamp", "zone", "Europe/Zurich"))
                .field("millis", Map.of("type", "timestamp", "format", "epoch_millis"))
                .file(
                    "old",
                    ParquetBytes.of(
                        "message old { required int96 at; required int64 local"
                            + " (TIMESTAMP(MILLIS,false)); required int64 millis; }",
                        List.of(
                            group ->
                                group
                                    .append("at", Binary.fromConstantByteArray(int96))
                                    .append("local", 1_767_261_600_000L)
                                    .append("millis", 1L))))
                .fromStartToEnd())
        .containsExactly(
            "[2026-01-01T10:00:00.000Z, 2026-01-01T09:00:00.000Z, 1970-01-01T00:00:00.001Z]");
  }

  @Test
  void allThatDoesNotFitTheSchemaIsToldAtOnce() {
    HistoryReading reading =
        new HistoryReading(folder)
            .with("path", "*.avro")
            .with("format", "avro")
            .field("at", Map.of("type", "timestamp", "format", "epoch_millis"))
            .field("fares", "double")
            .field("n", "timestamp?")
            .field("ok", "int64")
            .field("new", "string?")
            .field("extra", "string")
            .field("tags", "string")
            .file("a.avro", AvroBytes.file(schema("at", "n", "ok", "fare"), List.of()))
            .file("b.avro", AvroBytes.file(schema("at", "n", "ok", "fares", "new"), List.of()));
    assertThatThrownBy(reading::files)
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            """
            a.avro: the column at is a timestamp, and the field at of the schema is timestamp; take its format away, because the file says what it is
            b.avro: the column at is a timestamp, and the field at of the schema is timestamp; take its format away, because the file says what it is
            a.avro: no column fares for the field fares of the schema (did you mean fare?); the columns are at, n, ok, fare, extra, tags
            a.avro: the column n is a number, and the field n of the schema is timestamp; say what the number counts with format: epoch_millis or epoch_seconds
            b.avro: the column n is a number, and the field n of the schema is timestamp; say what the number counts with format: epoch_millis or epoch_seconds
            a.avro: the column ok is boolean, and the field ok of the schema is int64; declare another type
            b.avro: the column ok is boolean, and the field ok of the schema is int64; declare another type
            a.avro: the column extra is of a type that no field takes, and the field extra of the schema is string; declare another type
            b.avro: the column extra is of a type that no field takes, and the field extra of the schema is string; declare another type
            a.avro: the column tags is an array, each value a string, and the field tags of the schema is string; declare another type
            b.avro: the column tags is an array, each value a string, and the field tags of the schema is string; declare another type"""
                .stripIndent());
  }

  private static String schema(String... fields) {
    StringBuilder members = new StringBuilder();
    for (String field : fields) {
      String type =
          switch (field) {
            case "at" -> "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
            case "n" -> "\"long\"";
            case "ok" -> "\"boolean\"";
            default -> "[\"null\",\"string\"]";
          };
      members.append("{\"name\":\"%s\",\"type\":%s},".formatted(field, type));
    }
    return """
    {"type":"record","name":"r","fields":[%s
      {"name":"extra","type":"bytes"},{"name":"tags","type":{"type":"array","items":"string"}}]}
    """
        .formatted(members);
  }

  @Test
  void aFileOfAnotherFormatIsRefused() {
    HistoryReading avro =
        new HistoryReading(folder)
            .with("path", "a.csv")
            .with("format", "avro")
            .field("at", "timestamp")
            .file("a.csv", "at\n2026-01-01\n");
    assertThatThrownBy(avro::files)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("a.csv: can't be read: it is no Avro file: ");
    assertThatThrownBy(avro.with("format", "parquet")::files)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("a.csv: can't be read: it is no Parquet file: ");
  }
}
