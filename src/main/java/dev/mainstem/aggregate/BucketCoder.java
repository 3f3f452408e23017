package dev.mainstem.aggregate;

import dev.mainstem.record.Rows;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Buckets between workers and in state, and the keys and accumulators in them. Thread-safe. */
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

  /** What the accumulators of a group are written down by. */
  AccumulatorsCoder accumulators() {
    return accumulators;
  }

  /** Writes the key of a group; equal ones have equal bytes. */
  void encode(Group group, OutputStream out) throws IOException {
    keys.encode(Rows.of(keySchema, group.values()), out);
  }

  /** Reads the key of a group. */
  Group decodeGroup(InputStream in) throws IOException {
    return new Group(keys.decode(in).getValues().toArray());
  }

  @Override
  public void encode(Bucket bucket, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    bucket.encode(data);
    data.flush();
  }

  @Override
  public Bucket decode(InputStream in) throws IOException {
    return Bucket.decode(this, new DataInputStream(in));
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "its groups are in no order");
  }
}
