package dev.mainstem.aggregate;

import dev.mainstem.record.Rows;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;

/** Makes the result row of each group, window and pane that holds any row. */
final class ResultFn extends DoFn<KV<Row, Accumulator[]>, Row> {

  private static final long serialVersionUID = 1L;

  private final GroupResults results;

  ResultFn(GroupResults results) {
    this.results = results;
  }

  @Setup
  public void setup() {
    results.open();
  }

  @ProcessElement
  public void process(
      @Element KV<Row, Accumulator[]> group,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver out) {
    Object[] key = group.getKey().getValues().toArray();
    Row row = results.of(key, group.getValue(), window, pane, out);
    if (row != null) {
      out.get(Rows.TAG).output(row);
    }
  }

  @FinishBundle
  public void finishBundle() {
    results.flush();
  }
}
