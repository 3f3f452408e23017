package dev.mainstem.aggregate;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.CustomCoder;

/** The accumulators of some aggregates, in their order, between workers and in state. */
final class AccumulatorsCoder extends CustomCoder<Accumulator[]> {

  private static final long serialVersionUID = 1L;

  private final Aggregate[] aggregates;

  AccumulatorsCoder(List<Aggregate> aggregates) {
    this.aggregates = aggregates.toArray(Aggregate[]::new);
  }

  /** Accumulators that have seen no row. */
  Accumulator[] create() {
    Accumulator[] accumulators = new Accumulator[aggregates.length];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = aggregates[i].accumulator();
    }
    return accumulators;
  }

  @Override
  public void encode(Accumulator[] accumulators, OutputStream stream) throws IOException {
    DataOutput out = stream instanceof DataOutput data ? data : new DataOutputStream(stream);
    for (Accumulator accumulator : accumulators) {
      accumulator.encode(out);
    }
  }

  @Override
  public Accumulator[] decode(InputStream stream) throws IOException {
    DataInput in = stream instanceof DataInput data ? data : new DataInputStream(stream);
    Accumulator[] accumulators = create();
    for (Accumulator accumulator : accumulators) {
      accumulator.decode(in);
    }
    return accumulators;
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "sums of one value can differ in their bits");
  }
}
