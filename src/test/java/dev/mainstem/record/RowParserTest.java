package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.StreamSpec;
import dev.mainstem.spec.TimeFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowParserTest {

  private static final List<String> COLUMNS = List.of("at", "a", "b");
  private static final FieldSpec AT = FieldSpec.named("at", FieldType.TIMESTAMP, false);

  private static FieldSpec text(String name, String... from) {
    return new FieldSpec(name, FieldType.STRING, true, List.of(from), null, TimeFormat.ISO_UTC);
  }

  private static Row parse(
      List<FieldSpec> fields, Map<String, String> constants, List<String> nulls, String line)
      throws BadValue {
    StreamSpec stream = new StreamSpec(fields, "at", Duration.ZERO);
    Cells cells = new Cells();
    new CsvLine(CsvSpec.RFC_4180).split(line, cells);
    return new RowParser(stream, COLUMNS::indexOf, constants, nulls)
        .parse(cells, RowParserTest::metadata);
  }

  private static String metadata(Metadata metadata) throws BadValue {
    if (metadata == Metadata.KEY) {
      throw new BadValue("expected text in UTF-8", "");
    }
    return metadata == Metadata.LINE ? "7" : "x.csv";
  }

  private static String reasonOf(
      List<FieldSpec> fields, Map<String, String> constants, String line) {
    try {
      return parse(fields, constants, List.of(""), line).toString();
    } catch (BadValue e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aCellHoldsTheTextOfAnArray() {
    List<FieldSpec> fields =
        List.of(FieldSpec.named(new RowType.Field("a", FieldType.STRING, true, true)), AT);
    assertThat(reasonOf(fields, Map.of(), "2026-01-01,\"[\"\"x\"\",\"\"y,z\"\"]\",2"))
        .contains("x", "y,z");
    assertThat(reasonOf(fields, Map.of(), "2026-01-01,x;y,2"))
        .isEqualTo("a: expected array<string>, found \"x;y\"");
  }

  @Test
  void anArrayIsNotNullUnlessItsTypeSaysSo() {
    List<FieldSpec> fields =
        List.of(FieldSpec.named(new RowType.Field("a", FieldType.STRING, false, true)), AT);
    assertThat(reasonOf(fields, Map.of(), "2026-01-01,,2"))
        .isEqualTo("a: expected array<string>, found null");
  }

  @Test
  void fieldsAreFoundByTheirColumns() throws BadValue {
    List<FieldSpec> fields = List.of(text("y", "b"), AT, text("x", "a"), text("none", "c"));
    Row row = parse(fields, Map.of(), List.of(), "2026-01-01,1,2");
    assertThat(row.getValues())
        .containsExactly("2", Instant.parse("2026-01-01T00:00:00Z"), "1", null);
    assertThat(row.getSchema().getFieldNames()).containsExactly("y", "at", "x", "none");
  }

  @Test
  void eventTimeIsThatOfItsField() throws BadValue {
    List<FieldSpec> fields = List.of(text("x", "a"), AT);
    RowParser parser =
        new RowParser(
            new StreamSpec(fields, "at", Duration.ZERO), COLUMNS::indexOf, Map.of(), List.of());
    Row row = parse(fields, Map.of(), List.of(), "1969-12-31T23:59:59.999Z,1,2");
    assertThat(parser.eventTimeOf(row)).isEqualTo(Instant.ofEpochMilli(-1));
  }

  @ParameterizedTest
  @CsvSource({"NA, ", "null, ", "na, na", "NAN, NAN", "' NA', ' NA'"})
  void textsThatStandForNullAreComparedAsTheyAre(String cell, String value) throws BadValue {
    Row row =
        parse(
            List.of(AT, text("x", "a")),
            Map.of(),
            List.of("NA", "null"),
            "2026-01-01," + cell + ",");
    assertThat(row.getValues()).element(1).isEqualTo(value);
  }

  @Test
  void emptyCellIsATextWhereNothingStandsForNull() throws BadValue {
    Row row = parse(List.of(AT, text("x", "a")), Map.of(), List.of(), "2026-01-01,,");
    assertThat(row.getValues()).element(1).isEqualTo("");
  }

  @Test
  void severalColumnsAreJoinedByOneBlankEach() throws BadValue {
    List<FieldSpec> fields = List.of(AT, text("x", "a", "b"), text("y", "b", "c", "a"));
    assertThat(parse(fields, Map.of(), List.of(""), "2026-01-01,1,2").getValues())
        .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), "1 2", "2  1");
    assertThat(parse(fields, Map.of(), List.of(""), "2026-01-01,,2").getValues())
        .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), " 2", "2  ");
    assertThat(parse(fields, Map.of(), List.of(""), "2026-01-01,,").getValues())
        .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), null, null);
  }

  @Test
  void longColumnsAreJoinedToo() throws BadValue {
    String a = "a".repeat(5_000);
    String b = "b".repeat(5_000);
    assertThat(
            parse(
                    List.of(AT, text("x", "a", "b")),
                    Map.of(),
                    List.of(),
                    "2026-01-01," + a + "," + b)
                .getValues())
        .element(1)
        .isEqualTo(a + " " + b);
  }

  @Test
  void namesOfFilesGiveFieldsOfAnyType() throws BadValue {
    FieldSpec grade = FieldSpec.named("grade", FieldType.INT32, false);
    FieldSpec a = text("a", "a");
    Row row =
        parse(List.of(AT, grade, a), Map.of("grade", "05", "a", ""), List.of(""), "2026-01-01,1,2");
    assertThat(row.getValues())
        .isEqualTo(Arrays.asList(Instant.parse("2026-01-01T00:00:00Z"), 5, ""));
    assertThat(reasonOf(List.of(AT, grade), Map.of("grade", "x"), "2026-01-01,1,2"))
        .isEqualTo("grade: expected int32, found \"x\"");
  }

  @Test
  void metadataComesFromAroundTheRecord() throws BadValue {
    FieldSpec line =
        new FieldSpec("line", FieldType.INT64, true, List.of(), Metadata.LINE, TimeFormat.ISO_UTC);
    FieldSpec key =
        new FieldSpec("key", FieldType.STRING, true, List.of(), Metadata.KEY, TimeFormat.ISO_UTC);
    assertThat(parse(List.of(AT, line), Map.of(), List.of("7"), "2026-01-01,,").getValues())
        .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), 7L);
    assertThat(reasonOf(List.of(AT, key), Map.of(), "2026-01-01,,"))
        .isEqualTo("key: expected text in UTF-8");
  }

  @Test
  void firstFieldThatIsWrongIsTold() {
    List<FieldSpec> fields =
        List.of(
            new FieldSpec("n", FieldType.INT32, false, List.of("a"), null, TimeFormat.ISO_UTC), AT);
    assertThat(reasonOf(fields, Map.of(), "never,x,")).isEqualTo("n: expected int32, found \"x\"");
    assertThat(reasonOf(fields, Map.of(), "never,1,"))
        .isEqualTo("at: expected an ISO-8601 time, found \"never\"");
    assertThat(reasonOf(fields, Map.of(), "2026-01-01,,"))
        .isEqualTo("n: expected int32, found null");
  }

  @Test
  void longTextIsShortenedInTheReason() {
    FieldSpec n =
        new FieldSpec("n", FieldType.INT64, false, List.of("a"), null, TimeFormat.ISO_UTC);
    assertThat(reasonOf(List.of(AT, n), Map.of(), "2026-01-01," + "x".repeat(5_000) + ","))
        .isEqualTo("n: expected int64, found \"" + "x".repeat(76) + "...");
  }
}
