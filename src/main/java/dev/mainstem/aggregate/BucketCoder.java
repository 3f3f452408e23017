package dev.mainstem.aggregate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.schemas.Schema;

/** Buckets between workers and in state, and the keys and accumulators in them. Thread-safe. */
final class BucketCoder extends CustomCoder<Bucket> {

  private static final long serialVersionUID = 1L;

  private final KeyBytes groups;
  private final AccumulatorsCoder accumulators;

  BucketCoder(Schema keySchema, AccumulatorsCoder accumulators) {
    this.groups = new KeyBytes(keySchema);
    this.accumulators = accumulators;
  }

  /** What the keys of groups are written down by. */
  KeyBytes groups() {
    return groups;
  }

  /** What the accumulators of a group are written down by. */
  AccumulatorsCoder accumulators() {
    return accumulators;
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
