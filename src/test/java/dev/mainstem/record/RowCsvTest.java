package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.beam.sdk.schemas.Schema;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows as lines of CSV. */
class RowCsvTest {

  private static final Schema OF_ONE_TEXT =
      Rows.schemaOf(RowType.of(new RowType.Field("name", FieldType.STRING, true)));

  @Test
  void valuesAreWrittenAsInJsonWithoutQuotes() {
    Schema schema =
        Rows.schemaOf(
            RowType.of(
                new RowType.Field("id", FieldType.INT64, false),
                new RowType.Field("ok", FieldType.BOOLEAN, false),
                new RowType.Field("ratio", FieldType.DOUBLE, false),
                new RowType.Field("share", FieldType.FLOAT, false),
                new RowType.Field("price", FieldType.DECIMAL, false),
                new RowType.Field("at", FieldType.TIMESTAMP, false),
                new RowType.Field("day", FieldType.DATE, false)));
    String line =
        line(
            new RowCsv(schema, ',', ""),
            schema,
            9_007_199_254_740_993L,
            true,
            0.1,
            0.25f,
            new BigDecimal("12.50"),
            Instant.parse("2026-01-31T10:15:30.500Z"),
            LocalDate.of(2026, 1, 31));
    assertThat(line)
        .isEqualTo("9007199254740993,true,0.1,0.25,12.50,2026-01-31T10:15:30.500Z,2026-01-31\n");
  }

  @Test
  void aCellHasQuotesOnlyWhereItNeedsThem() {
    assertThat(nameAs("plain", ',', "")).isEqualTo("plain\n");
    assertThat(nameAs("a,b", ',', "")).isEqualTo("\"a,b\"\n");
    assertThat(nameAs("a,b", ';', "")).isEqualTo("a,b\n");
    assertThat(nameAs("say \"no\"", ',', "")).isEqualTo("\"say \"\"no\"\"\"\n");
    assertThat(nameAs("two\nlines", ',', "")).isEqualTo("\"two\nlines\"\n");
    assertThat(nameAs("=1+1", ',', "")).isEqualTo("=1+1\n");
    assertThat(nameAs("Zürich 🚲", ',', "")).isEqualTo("Zürich 🚲\n");
  }

  @Test
  void aNullCanBeToldFromAnyText() {
    assertThat(nameAs(null, ',', "NULL")).isEqualTo("NULL\n");
    assertThat(nameAs("NULL", ',', "NULL")).isEqualTo("\"NULL\"\n");
    assertThat(nameAs("", ',', "NULL")).isEqualTo("\"\"\n");
  }

  @Test
  void aRowOfOneNullIsNoEmptyLine() {
    assertThat(nameAs(null, ',', "")).isEqualTo("\"\"\n");
  }

  @Test
  void aNullAmongOthersIsAnEmptyCell() {
    Schema two =
        Rows.schemaOf(
            RowType.of(
                new RowType.Field("a", FieldType.STRING, true),
                new RowType.Field("b", FieldType.STRING, true)));
    assertThat(line(new RowCsv(two, ',', ""), two, null, "")).isEqualTo(",\"\"\n");
  }

  @Test
  void theHeaderIsTheNamesQuotedLikeCells() {
    Schema schema =
        Rows.schemaOf(
            RowType.of(
                new RowType.Field("a;b", FieldType.STRING, true),
                new RowType.Field("c", FieldType.STRING, true)));
    assertThat(new RowCsv(schema, ';', "").header()).asString().isEqualTo("\"a;b\";c\n");
  }

  private static String nameAs(@Nullable String name, char delimiter, String nullValue) {
    return line(new RowCsv(OF_ONE_TEXT, delimiter, nullValue), OF_ONE_TEXT, name);
  }

  private static String line(RowCsv csv, Schema schema, @Nullable Object... values) {
    JsonBuffer line = new JsonBuffer(16);
    csv.write(Rows.of(schema, values), line);
    return line.toString();
  }
}
