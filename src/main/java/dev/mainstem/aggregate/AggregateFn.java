package dev.mainstem.aggregate;

import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.values.Row;

/** Combines the rows of values of a group and window into the accumulators of its aggregates. */
final class AggregateFn extends CombineFn<Row, Accumulator[], Accumulator[]> {

  private static final long serialVersionUID = 1L;

  private final AccumulatorsCoder coder;

  AggregateFn(List<Aggregate> aggregates) {
    this.coder = new AccumulatorsCoder(aggregates);
  }

  @Override
  public Accumulator[] createAccumulator() {
    return coder.create();
  }

  @Override
  public Accumulator[] addInput(Accumulator[] accumulators, Row values) {
    for (Accumulator accumulator : accumulators) {
      accumulator.add(values.getValues());
    }
    return accumulators;
  }

  @Override
  public Accumulator[] mergeAccumulators(Iterable<Accumulator[]> parts) {
    Iterator<Accumulator[]> part = parts.iterator();
    Accumulator[] merged = createAccumulator();
    while (part.hasNext()) {
      Accumulator[] next = part.next();
      for (int i = 0; i < merged.length; i++) {
        merged[i].merge(next[i]);
      }
    }
    return merged;
  }

  @Override
  public Accumulator[] extractOutput(Accumulator[] accumulators) {
    return accumulators;
  }

  @Override
  public Coder<Accumulator[]> getAccumulatorCoder(CoderRegistry registry, Coder<Row> inputCoder) {
    return coder;
  }

  @Override
  public Coder<Accumulator[]> getDefaultOutputCoder(CoderRegistry registry, Coder<Row> inputCoder) {
    return coder;
  }
}
