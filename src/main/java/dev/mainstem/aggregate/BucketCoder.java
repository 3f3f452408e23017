package dev.mainstem.aggregate;

import dev.mainstem.record.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Buckets between workers and in state: each group's key, then its accumulators. */
final class BucketCoder extends CustomCoder<Bucket> {

  private static final long serialVersionUID = 1L;

  private final Schema keySchema;
  private final Coder<Row> keys;
  private final AccumulatorsCoder accumulators;

  BucketCoder(Schema keySchema, AccumulatorsCoder accumulators) {
    this.keySchema = keySchema;
    this.keys = RowCoder.of(keySchema);
    this.accumulators = accumulators;
  }

  @Override
  public void encode(Bucket bucket, OutputStream out) throws IOException {
    VarIntCoder.of().encode(bucket.size(), out);
    try {
      bucket.forEach(
          (group, known) -> {
            try {
              keys.encode(Rows.of(keySchema, group.values()), out);
              accumulators.encode(known, out);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public Bucket decode(InputStream in) throws IOException {
    Bucket bucket = new Bucket();
    int size = VarIntCoder.of().decode(in);
    for (int i = 0; i < size; i++) {
      Row group = keys.decode(in);
      bucket.put(new Group(group.getValues().toArray()), accumulators.decode(in));
    }
    return bucket;
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "its groups are in no order");
  }
}
