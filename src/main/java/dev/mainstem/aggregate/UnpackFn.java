package dev.mainstem.aggregate;

import dev.mainstem.record.Rows;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;

/** Gives out each group of a bucket by itself. */
final class UnpackFn extends DoFn<KV<Integer, Bucket>, KV<Row, Accumulator[]>> {

  private static final long serialVersionUID = 1L;

  private final Schema keySchema;

  UnpackFn(Schema keySchema) {
    this.keySchema = keySchema;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Bucket> bucket, OutputReceiver<KV<Row, Accumulator[]>> out) {
    bucket
        .getValue()
        .forEach((group, known) -> out.output(KV.of(Rows.of(keySchema, group.values()), known)));
  }
}
