package dev.mainstem.record;

import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/** Takes records as they come out of a reading: good ones as rows, bad ones as rejected. */
public interface RecordReceiver {

  /** A good record, at its event time. */
  void row(Row row, Instant eventTime);

  /** A bad record. */
  void rejected(Rejected rejected);

  /** Gives them to the outputs {@link Rows#TAG} and {@link Rejected#TAG} of a DoFn. */
  static RecordReceiver of(MultiOutputReceiver out) {
    return new RecordReceiver() {
      @Override
      public void row(Row row, Instant eventTime) {
        out.get(Rows.TAG).outputWithTimestamp(row, eventTime);
      }

      @Override
      public void rejected(Rejected rejected) {
        out.get(Rejected.TAG).output(rejected);
      }
    };
  }
}
