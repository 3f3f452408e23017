package dev.mainstem.aggregate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.CustomCoder;

/** The accumulators of some aggregates, in their order, between workers and in state. */
final class AccumulatorsCoder extends CustomCoder<Accumulator[]> {

  private static final long serialVersionUID = 1L;

  private final List<Aggregate> aggregates;

  AccumulatorsCoder(List<Aggregate> aggregates) {
    this.aggregates = List.copyOf(aggregates);
  }

  /** Accumulators that have seen no row. */
  Accumulator[] create() {
    return aggregates.stream().map(Aggregate::accumulator).toArray(Accumulator[]::new);
  }

  @Override
  public void encode(Accumulator[] accumulators, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    for (Accumulator accumulator : accumulators) {
      accumulator.encode(out);
    }
    out.flush();
  }

  @Override
  public Accumulator[] decode(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
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
