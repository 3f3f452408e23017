package dev.mainstem.tests;

import dev.mainstem.record.Rejected;
import dev.mainstem.record.Rows;
import dev.mainstem.rehearsal.Comparison;
import dev.mainstem.rehearsal.Rehearsal;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.Problems;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.TestSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are expected of one step. Fields that none of them names are not looked at, so that
 * windows and panes count where they are asked for.
 *
 * @param step its name, or {@link TestSpec#REJECTED}
 * @param ofRejected whether it is rejected records that are expected
 * @param type of the step's rows, with the fields that are looked at, all of which may be null
 */
record Expectation(String step, boolean ofRejected, RowType type, List<Row> rows) {

  private static final RowType REJECTED =
      RowType.of(text("source"), text("stage"), text("reason"), text("raw"));

  private static RowType.Field text(String name) {
    return new RowType.Field(name, FieldType.STRING, false);
  }

  /**
   * @param whole the type of the step's rows, or null for rejected records
   */
  static Expectation of(
      String step, TestSpec.Expected expected, @Nullable RowType whole, Problems problems) {
    RowType all = whole == null ? REJECTED : whole;
    Set<String> named = new TreeSet<>();
    expected.rows().forEach(row -> named.addAll(row.values().keySet()));
    RowType type = new RowType(all.fields().stream().map(Expectation::nullable).toList());
    TypedRows typed = new TypedRows(type, problems);
    List<Row> rows = expected.rows().stream().flatMap(row -> typed.read(row).stream()).toList();
    RowType looked =
        named.isEmpty()
            ? type
            : new RowType(type.fields().stream().filter(f -> named.contains(f.name())).toList());
    return new Expectation(
        step, whole == null, looked, rows.stream().map(row -> projected(row, looked)).toList());
  }

  private static RowType.Field nullable(RowType.Field field) {
    return new RowType.Field(field.name(), field.type(), true, field.array());
  }

  /** The row with the fields of a type alone. */
  private static Row projected(Row row, RowType type) {
    @Nullable Object[] values = new @Nullable Object[type.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.getValues().get(row.getSchema().indexOf(type.fields().get(i).name()));
    }
    return Rows.of(Rows.schemaOf(type), values);
  }

  /** What was made held against what is expected. */
  Comparison against(Rehearsal.Results results) {
    List<Row> found =
        ofRejected
            ? results.rejected().stream().map(Expectation::row).toList()
            : results.rows().getOrDefault(step, List.of());
    Schema schema = Rows.schemaOf(type);
    return Comparison.of(schema, rows, found.stream().map(row -> projected(row, type)).toList());
  }

  private static Row row(Rejected rejected) {
    return Rows.of(
        Rows.schemaOf(REJECTED),
        rejected.origin().source(),
        rejected.stage(),
        rejected.reason(),
        rejected.raw());
  }
}
