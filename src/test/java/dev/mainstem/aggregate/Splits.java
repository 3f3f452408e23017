package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Aggregates rows as a runner does that never does it twice in the same way. */
final class Splits {

  private final AggregateFn fn;
  private final AccumulatorsCoder coder;
  private final Schema schema;
  private final boolean timed;

  /**
   * @param types of the values and, if the aggregate goes by the event time, of that behind them
   */
  Splits(Aggregate aggregate, FieldType... types) {
    this.fn = new AggregateFn(List.of(aggregate));
    this.coder = new AccumulatorsCoder(List.of(aggregate));
    List<RowType.Field> fields = new ArrayList<>();
    for (FieldType type : types) {
      fields.add(new RowType.Field("v" + fields.size(), type, true));
    }
    this.schema = Rows.schemaOf(new RowType(fields));
    this.timed = aggregate.needsTime();
  }

  /** The aggregate of one value, which stands at the place 0. */
  static Splits of(Function function, FieldType type) {
    return of(function, 0, type);
  }

  /** The same, with what the function has in brackets. */
  static Splits of(Function function, double argument, FieldType type) {
    Aggregate aggregate = function.of("result", 0, type, argument);
    return aggregate.needsTime()
        ? new Splits(aggregate, type, FieldType.TIMESTAMP)
        : new Splits(aggregate, type);
  }

  /** The one result over values in their order, all in one accumulator; a millisecond apart. */
  @Nullable Object inOrder(@Nullable Object... values) throws BadValue {
    Accumulator[] accumulators = fn.createAccumulator();
    for (@Nullable Object[] row : rows(Arrays.asList(values))) {
      accumulators = fn.addInput(accumulators, Rows.of(schema, row));
    }
    return fn.extractOutput(accumulators)[0].results()[0];
  }

  /** The same over the same rows in a random order, split and merged at random. */
  @Nullable Object shuffled(List<? extends @Nullable Object> values, Random random)
      throws BadValue, CoderException {
    return shuffledRows(rows(values), random)[0];
  }

  private List<@Nullable Object[]> rows(List<? extends @Nullable Object> values) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(
          timed
              ? new @Nullable Object[] {value, Instant.ofEpochMilli(rows.size())}
              : new @Nullable Object[] {value});
    }
    return rows;
  }

  /** The results over rows in a random order, split, encoded, decoded and merged at random. */
  @Nullable Object[] shuffledRows(List<@Nullable Object[]> rows, Random random)
      throws BadValue, CoderException {
    List<Accumulator[]> parts = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(5); i++) {
      parts.add(fn.createAccumulator());
    }
    List<@Nullable Object[]> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    for (Object[] row : shuffled) {
      int part = random.nextInt(parts.size());
      Accumulator[] before = maybeTravelled(parts.get(part), random);
      parts.set(part, fn.addInput(before, Rows.of(schema, Arrays.copyOf(row, row.length))));
    }
    Accumulator[] merged = fn.mergeAccumulators(parts);
    return fn.extractOutput(maybeTravelled(merged, random))[0].results();
  }

  private Accumulator[] maybeTravelled(Accumulator[] accumulators, Random random)
      throws CoderException {
    return random.nextInt(4) == 0 ? CoderUtils.clone(coder, accumulators) : accumulators;
  }
}
