package dev.mainstem.aggregate;

import dev.mainstem.record.BadValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the rows of a group and window so far, for one aggregate.
 *
 * <p>Adding and merging are commutative and associative. Mutable, not thread-safe; made by its
 * {@link Aggregate}, which also knows what it was made of.
 */
interface Accumulator {

  /**
   * Adds the values of a row, of which it takes its own.
   *
   * @param values by place and, if an aggregate {@linkplain Aggregate#needsTime needs} it, the
   *     event time behind them; in a list that serves row after row, and is not kept
   */
  void add(List<@Nullable Object> values);

  /** Adds what another one of the same aggregate knows. */
  void merge(Accumulator other);

  /**
   * The results, in the order of the aggregate's outputs.
   *
   * @throws BadValue if a result does not fit its type
   */
  @Nullable Object[] results() throws BadValue;

  void encode(DataOutput out) throws IOException;

  /** Takes over what was encoded; it was new until then. */
  void decode(DataInput in) throws IOException;
}
