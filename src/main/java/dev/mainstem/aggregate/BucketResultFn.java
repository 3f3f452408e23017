package dev.mainstem.aggregate;

import dev.mainstem.record.BatchOutput;
import dev.mainstem.record.RowBatch;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/** Makes the result rows of the groups of each bucket, window and pane, in batches. */
final class BucketResultFn extends DoFn<KV<Integer, Bucket>, RowBatch> {

  private static final long serialVersionUID = 1L;

  private final GroupResults results;
  private transient BatchOutput output = new BatchOutput();

  BucketResultFn(GroupResults results) {
    this.results = results;
  }

  @Setup
  public void setup() {
    results.open();
    output = new BatchOutput();
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Bucket> bucket,
      @Timestamp Instant time,
      BoundedWindow window,
      PaneInfo pane,
      MultiOutputReceiver out) {
    output.to(out);
    bucket
        .getValue()
        .forEach(
            (group, known) -> {
              Row row = results.of(group.values(), known, window, pane, out);
              if (row != null) {
                output.row(row, time);
              }
            });
    output.flush();
  }

  @FinishBundle
  public void finishBundle() {
    results.flush();
  }
}
