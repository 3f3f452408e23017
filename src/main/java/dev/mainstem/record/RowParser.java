package dev.mainstem.record;

import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.StreamSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
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

  private final Schema schema;
  private final FieldSpec[] fields;
  private final FieldParser[] parsers;
  private final int[][] cellsOf;
  private final @Nullable String[] constants;
  private final List<String> nullValues;
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
    this.fields = stream.fields().toArray(FieldSpec[]::new);
    this.parsers = stream.fields().stream().map(FieldParser::of).toArray(FieldParser[]::new);
    this.cellsOf =
        stream.fields().stream()
            .map(f -> f.from().stream().mapToInt(cellOf).toArray())
            .toArray(int[][]::new);
    this.constants =
        stream.fields().stream().map(f -> constants.get(f.name())).toArray(String[]::new);
    this.nullValues = List.copyOf(nullValues);
    this.eventTime = stream.eventTimeIndex();
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
    return Rows.of(schema, values);
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
      if (fields[i].metadata() != null) {
        return parse(i, surroundings.get(fields[i].metadata()));
      }
      if (constants[i] != null) {
        return parse(i, constants[i]);
      }
      int[] places = cellsOf[i];
      return places.length == 1 ? single(i, places[0], cells) : joined(i, places, cells);
    } catch (BadValue e) {
      throw e.in(fields[i].name());
    }
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
    for (int k = 0; k < nullValues.size(); k++) {
      if (cells.is(place, nullValues.get(k))) {
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
