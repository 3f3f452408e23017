package dev.mainstem.tests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.record.BadValue;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.Problems;
import dev.mainstem.spec.RowSpec;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.StreamSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.values.Row;

/** Makes rows of a type of those that were written in a definition. Not thread-safe. */
final class TypedRows implements JsonRecords.Receiver {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RowType type;
  private final Problems problems;
  private final JsonRecords records;
  private Optional<Row> read = Optional.empty();
  private String fault = "";

  /**
   * @param type whose times are in ISO-8601
   * @param problems where it is noted what is no value of the type
   */
  TypedRows(RowType type, Problems problems) {
    this.type = type;
    this.problems = problems;
    List<FieldSpec> fields = type.fields().stream().map(FieldSpec::named).toList();
    this.records = new JsonRecords(StreamSpec.timeless(fields), Map.of());
  }

  /** The row, unless there is a problem with it. */
  Optional<Row> read(RowSpec row) {
    List<String> unknown =
        row.values().keySet().stream().filter(field -> type.field(field).isEmpty()).toList();
    unknown.forEach(field -> noSuchField(row, field));
    return unknown.isEmpty() ? parse(row) : Optional.empty();
  }

  private void noSuchField(RowSpec row, String field) {
    List<String> known = type.names();
    problems.add(
        row.at(),
        row.path(),
        "no such field: %s%s; there are %s"
            .formatted(field, NearestWord.hint(field, known), known));
  }

  private Optional<Row> parse(RowSpec row) {
    read = Optional.empty();
    fault = "";
    try {
      records.parse(JSON.writeValueAsString(row.values()), metadata -> null, this);
    } catch (BadValue e) {
      fault = String.valueOf(e.getMessage());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    if (!fault.isEmpty()) {
      problems.add(row.at(), row.path(), fault);
    }
    return read;
  }

  @Override
  public void row(Row row) {
    read = Optional.of(row);
  }

  @Override
  public void bad(BadValue why, int element, String raw) {
    fault = String.valueOf(why.getMessage());
  }
}
