package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Origin;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowJson;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.windowing.Panes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Makes the result row of a group, a window and a pane. Not thread-safe.
 *
 * <p>A DoFn opens it in its setup, and flushes it when a bundle is finished.
 */
final class GroupResults implements Serializable {

  /** Stands before the aggregates that were asked for. */
  static final Aggregate ROWS = Function.COUNT.of("rows", -1, FieldType.INT64);

  private static final long serialVersionUID = 1L;

  private final String step;
  private final ResultShape shape;
  private final Schema schema;
  private final Schema.FieldType[] groupTypes;
  private transient Tally tally;

  /**
   * @param step the name of the step in rejected records and counters
   * @param input the schema of the rows that were aggregated
   */
  GroupResults(String step, ResultShape shape, Schema input) {
    this.step = step;
    this.shape = shape;
    this.schema = Rows.schemaOf(new RowType(shape.fields()));
    this.groupTypes =
        shape.group().stream()
            .map(field -> input.getField(field.name()).getType())
            .toArray(Schema.FieldType[]::new);
    this.tally = new Tally(step);
  }

  void open() {
    tally = new Tally(step);
  }

  /** The schema of the rows. */
  Schema schema() {
    return schema;
  }

  /** How many rows there are behind accumulators that stand behind those of {@link #ROWS}. */
  static long rows(Accumulator[] accumulators) {
    return ((Count) accumulators[0]).count();
  }

  /**
   * The row of a group; null if it holds no rows or, for a reason told, has a result that does not
   * fit its type.
   *
   * @param group the values of its key
   */
  @Nullable Row of(
      @Nullable Object[] group,
      Accumulator[] accumulators,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver out) {
    if (rows(accumulators) == 0) {
      return null;
    }
    @Nullable Object[] values = new @Nullable Object[schema.getFieldCount()];
    int at = putGroup(group, values);
    try {
      for (int i = 1; i < accumulators.length; i++) {
        @Nullable Object[] results = accumulators[i].results();
        System.arraycopy(results, 0, values, at, results.length);
        at += results.length;
      }
    } catch (BadValue e) {
      tally.rejected(e.rule());
      out.get(Rejected.TAG)
          .output(Rejected.text(Origin.STREAM, step, e.getMessage(), describe(values, window)));
      return null;
    }
    putWindow(values, at, window, pane);
    tally.count(Tally.RESULTS);
    return Rows.of(schema, values);
  }

  private int putGroup(@Nullable Object[] group, @Nullable Object[] values) {
    for (int i = 0; i < group.length; i++) {
      values[i] = RowKey.original(group[i], groupTypes[i]);
    }
    return group.length;
  }

  private void putWindow(@Nullable Object[] values, int from, BoundedWindow window, PaneInfo pane) {
    int at = from;
    if (shape.bounds()) {
      IntervalWindow interval = (IntervalWindow) window;
      values[at++] = interval.start();
      values[at++] = interval.end();
    }
    if (shape.panes()) {
      values[at++] = Panes.word(pane);
      values[at] = pane.getIndex();
    }
  }

  /** The group, and the window if it has a start, whose result can't be told. */
  private String describe(@Nullable Object[] values, BoundedWindow window) {
    List<RowType.Field> fields = new ArrayList<>(shape.group());
    List<@Nullable Object> described = new ArrayList<>();
    described.addAll(Arrays.asList(values).subList(0, fields.size()));
    if (window instanceof IntervalWindow interval) {
      fields.add(new RowType.Field(ResultShape.WINDOW_START, FieldType.TIMESTAMP, false));
      described.add(interval.start());
    }
    Schema only = Rows.schemaOf(new RowType(fields));
    return new RowJson(only).toText(Rows.of(only, described.toArray()));
  }

  /** Hands the counts over. */
  void flush() {
    tally.flush();
  }
}
