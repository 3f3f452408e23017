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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Makes the result row of each group, window and pane that holds any row. */
final class ResultFn extends DoFn<KV<Row, Accumulator[]>, Row> {

  /** Stands before the aggregates that were asked for. */
  static final Aggregate ROWS = Function.COUNT.of("rows", -1, FieldType.INT64);

  private static final long serialVersionUID = 1L;

  private final String step;
  private final ResultShape shape;
  private final Schema schema;
  private final Schema input;
  private transient Tally tally;

  ResultFn(String step, ResultShape shape, Schema input) {
    this.step = step;
    this.shape = shape;
    this.schema = Rows.schemaOf(new RowType(shape.fields()));
    this.input = input;
    this.tally = new Tally(step);
  }

  @Setup
  public void setup() {
    tally = new Tally(step);
  }

  @ProcessElement
  public void process(
      @Element KV<Row, Accumulator[]> group,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver out) {
    Accumulator[] accumulators = group.getValue();
    if (rows(accumulators) == 0) {
      return;
    }
    List<@Nullable Object> values = group(group.getKey());
    try {
      for (Accumulator accumulator : Arrays.asList(accumulators).subList(1, accumulators.length)) {
        values.addAll(Arrays.asList(accumulator.results()));
      }
      addWindow(values, window, pane);
      tally.count(Tally.RESULTS);
      out.get(Rows.TAG).output(Rows.of(schema, values.toArray()));
    } catch (BadValue e) {
      tally.rejected(e.rule());
      out.get(Rejected.TAG)
          .output(Rejected.text(Origin.STREAM, step, e.getMessage(), describe(group, window)));
    }
  }

  /** How many rows there are behind accumulators that stand behind those of {@link #ROWS}. */
  static long rows(Accumulator[] accumulators) {
    return ((Count) accumulators[0]).count();
  }

  @FinishBundle
  public void finishBundle() {
    tally.flush();
  }

  private List<@Nullable Object> group(Row key) {
    List<@Nullable Object> values = new ArrayList<>(schema.getFieldCount());
    for (int i = 0; i < shape.group().size(); i++) {
      Schema.FieldType type = input.getField(shape.group().get(i).name()).getType();
      values.add(RowKey.original(key.getValues().get(i), type));
    }
    return values;
  }

  private void addWindow(List<@Nullable Object> values, BoundedWindow window, PaneInfo pane) {
    if (shape.bounds()) {
      IntervalWindow interval = (IntervalWindow) window;
      values.add(interval.start());
      values.add(interval.end());
    }
    if (shape.panes()) {
      values.add(Panes.word(pane));
      values.add(pane.getIndex());
    }
  }

  /** The group, and the window if it has a start, whose result can't be told. */
  private String describe(KV<Row, Accumulator[]> group, BoundedWindow window) {
    List<RowType.Field> fields = new ArrayList<>(shape.group());
    List<@Nullable Object> values = group(group.getKey());
    if (window instanceof IntervalWindow interval) {
      fields.add(new RowType.Field(ResultShape.WINDOW_START, FieldType.TIMESTAMP, false));
      values.add(interval.start());
    }
    Schema described = Rows.schemaOf(new RowType(fields));
    return new RowJson(described).toText(Rows.of(described, values.toArray()));
  }
}
