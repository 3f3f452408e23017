package dev.mainstem.aggregate;

import dev.mainstem.spec.RowType;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** A way to make few values of many rows. Immutable. */
public interface Aggregate extends Serializable {

  /** The fields of its results. */
  List<RowType.Field> outputs();

  /** Whether its accumulators take the event time of a row, which then stands behind the values. */
  default boolean needsTime() {
    return false;
  }

  /** What its accumulators keep that grows with the rows of a group, in words; empty if nothing. */
  default Optional<String> keeps() {
    return Optional.empty();
  }

  /** An accumulator that has seen no row. */
  Accumulator accumulator();
}
