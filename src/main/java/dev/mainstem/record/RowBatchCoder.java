package dev.mainstem.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Batches between two workers: each row, and its event time. */
public final class RowBatchCoder extends CustomCoder<RowBatch> {

  private static final long serialVersionUID = 1L;
  private static final Coder<Long> TIME = BigEndianLongCoder.of();

  private final Schema schema;
  private final Coder<Row> rows;

  private RowBatchCoder(Schema schema) {
    this.schema = schema;
    this.rows = RowCoder.of(schema);
  }

  /** The coder of batches of rows of a schema. */
  public static RowBatchCoder of(Schema schema) {
    return new RowBatchCoder(schema);
  }

  /** The schema of the rows. */
  public Schema schema() {
    return schema;
  }

  @Override
  public void encode(RowBatch batch, OutputStream out) throws IOException {
    VarIntCoder.of().encode(batch.size(), out);
    for (int i = 0; i < batch.size(); i++) {
      TIME.encode(batch.time(i), out);
      rows.encode(batch.row(i), out);
    }
  }

  @Override
  public RowBatch decode(InputStream in) throws IOException {
    int size = VarIntCoder.of().decode(in);
    RowBatch.Builder batch = new RowBatch.Builder(size);
    for (int i = 0; i < size; i++) {
      long time = TIME.decode(in);
      batch.add(rows.decode(in), time);
    }
    return batch.build();
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    rows.verifyDeterministic();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowBatchCoder coder && coder.schema.equals(schema);
  }

  @Override
  public int hashCode() {
    return schema.hashCode();
  }
}
