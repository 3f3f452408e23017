package dev.mainstem.record;

import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/** Takes records as they come out of a reading: good ones as rows, bad ones as rejected. */
public interface RecordReceiver {

  /** A good record, at its event time. */
  void row(Row row, Instant eventTime);

  /** A bad record. */
  void rejected(Rejected rejected);
}
