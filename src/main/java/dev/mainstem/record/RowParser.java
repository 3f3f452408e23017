package dev.mainstem.record;

import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the stream out of the cells of records: of a CSV row, where cells are found by
 * their columns, or of a JSON object, where they are found by their members.
 *
 * <p>Every field is parsed and validated in every record. Not thread-safe.
 */
public final class RowParser {

  /** What surrounds the record being parsed; asked only for what the schema names. */
  @FunctionalInterface
  public interface Surroundings {

    /**
     * The text of a piece of metadata, or null where this record has none.
     *
     * @throws BadValue if it can't be told, such as a key that is no text
     */
    @Nullable String get(Metadata metadata) throws BadValue;
  }

  private static final int ABSENT = -1;
  private static final int OTHER = -2;

  private final Schema schema;
  private final Row.Builder builder;
  private final FieldSpec[] fields;
  private final ValueParser[] parsers;

  /** The place of the cell of a field; {@link #OTHER} if it is not in one cell. */
  private final int[] cellOf;

  private final int[][] cellsOf;
  private final @Nullable String[] constants;
  private final String[] nullValues;
  private final int eventTime;
  private char[] joined = new char[64];

  /**
   * @param cellOf the place of a column's or member's cell, negative where records have none
   * @param constants texts of fields that are the same in all records, such as those of a file's
   *     name
   * @param nullValues texts that stand for null
   */
  public RowParser(
      StreamSpec stream,
      ToIntFunction<String> cellOf,
      Map<String, String> constants,
      List<String> nullValues) {
    this.schema = Rows.schemaOf(stream.rowType());
    this.builder = Row.withSchema(schema);
    this.fields = stream.fields().toArray(FieldSpec[]::new);
    this.parsers = stream.fields().stream().map(ValueParser::new).toArray(ValueParser[]::new);
    this.cellsOf =
        stream.fields().stream()
            .map(f -> f.from().stream().mapToInt(cellOf).toArray())
            .toArray(int[][]::new);
    this.constants =
        stream.fields().stream().map(f -> constants.get(f.name())).toArray(String[]::new);
    this.cellOf = IntStream.range(0, fields.length).map(this::onlyCell).toArray();
    this.nullValues = nullValues.toArray(String[]::new);
    this.eventTime = stream.eventTimeIndex();
  }

  private int onlyCell(int i) {
    boolean inCells = fields[i].metadata() == null && constants[i] == null;
    return inCells && cellsOf[i].length == 1 ? Math.max(ABSENT, cellsOf[i][0]) : OTHER;
  }

  /** The schema of the rows. */
  public Schema schema() {
    return schema;
  }

  /**
   * The row of a record.
   *
   * @throws BadValue for the first field, in the order of the schema, whose text is no value of it
   */
  public Row parse(Cells cells, Surroundings surroundings) throws BadValue {
    @Nullable Object[] values = new @Nullable Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = value(i, cells, surroundings);
      if (values[i] == null && !fields[i].nullable()) {
        throw new BadValue("expected " + fields[i].field().word(), "null").in(fields[i].name());
      }
    }
    return Rows.of(builder, Arrays.asList(values));
  }

  /** The event time of a row of this schema; the least of all times if it is of no matter. */
  public Instant eventTimeOf(Row row) {
    if (eventTime < 0) {
      return BoundedWindow.TIMESTAMP_MIN_VALUE;
    }
    return (Instant) Objects.requireNonNull(row.getValues().get(eventTime));
  }

  private @Nullable Object value(int i, Cells cells, Surroundings surroundings) throws BadValue {
    try {
      int place = cellOf[i];
      return place == OTHER ? other(i, cells, surroundings) : single(i, place, cells);
    } catch (BadValue e) {
      throw e.in(fields[i].name());
    }
  }

  private @Nullable Object other(int i, Cells cells, Surroundings surroundings) throws BadValue {
    Metadata metadata = fields[i].metadata();
    if (metadata != null) {
      return parse(i, surroundings.get(metadata));
    }
    return constants[i] == null ? joined(i, cellsOf[i], cells) : parse(i, constants[i]);
  }

  private @Nullable Object parse(int i, @Nullable String text) throws BadValue {
    return text == null ? null : parsers[i].parse(text.toCharArray(), 0, text.length());
  }

  private @Nullable Object single(int i, int place, Cells cells) throws BadValue {
    if (isNull(place, cells)) {
      return null;
    }
    return parsers[i].parse(cells.text, cells.from(place), cells.to(place));
  }

  /** The cells of several columns, joined by one blank; null if all of them are null. */
  private @Nullable Object joined(int i, int[] places, Cells cells) throws BadValue {
    int length = 0;
    boolean allNull = true;
    for (int place : places) {
      if (!isNull(place, cells)) {
        allNull = false;
        int cell = cells.to(place) - cells.from(place);
        ensureJoined(length + cell + 1);
        System.arraycopy(cells.text, cells.from(place), joined, length, cell);
        length += cell;
      }
      ensureJoined(length + 1);
      joined[length++] = ' ';
    }
    return allNull ? null : parsers[i].parse(joined, 0, length - 1);
  }

  private boolean isNull(int place, Cells cells) throws BadValue {
    if (place <= ABSENT || cells.isNull(place)) {
      return true;
    }
    if (cells.isStructure(place)) {
      throw new BadValue("expected a single value", "an object or an array");
    }
    for (String nullValue : nullValues) {
      if (cells.is(place, nullValue)) {
        return true;
      }
    }
    return false;
  }

  private void ensureJoined(int length) {
    if (joined.length < length) {
      joined = Arrays.copyOf(joined, 2 * length);
    }
  }
}
