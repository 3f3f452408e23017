package dev.mainstem.testing;

import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowBatchCoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/** Rows in batches, as sources give them. */
public final class Batches {

  private Batches() {}

  /** Each row in a batch of its own. */
  public static PCollection<RowBatch> ofOne(PCollection<Row> rows) {
    return rows.apply("ofOne", ParDo.of(new PackFn())).setCoder(RowBatchCoder.of(rows.getSchema()));
  }

  /** Rows in batches of up to so many, in their order. */
  public static Create.TimestampedValues<RowBatch> of(
      List<TimestampedValue<Row>> rows, Schema schema, int size) {
    List<TimestampedValue<RowBatch>> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      batches.add(batch(rows.subList(from, Math.min(rows.size(), from + size))));
    }
    return Create.timestamped(batches).withCoder(RowBatchCoder.of(schema));
  }

  private static TimestampedValue<RowBatch> batch(List<TimestampedValue<Row>> rows) {
    RowBatch.Builder batch = new RowBatch.Builder(rows.size());
    Instant earliest = rows.get(0).getTimestamp();
    for (TimestampedValue<Row> row : rows) {
      batch.add(row.getValue(), row.getTimestamp().getMillis());
      earliest = row.getTimestamp().isBefore(earliest) ? row.getTimestamp() : earliest;
    }
    return TimestampedValue.of(batch.build(), earliest);
  }

  private static final class PackFn extends DoFn<Row, RowBatch> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row, @Timestamp Instant time, OutputReceiver<RowBatch> out) {
      RowBatch.Builder batch = new RowBatch.Builder(1);
      batch.add(row, time.getMillis());
      out.output(batch.build());
    }
  }
}
