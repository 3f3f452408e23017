package dev.mainstem.aggregate;

import dev.mainstem.spec.RowType;
import java.io.Serializable;
import java.util.List;

/** A way to make few values of many rows. Immutable. */
public interface Aggregate extends Serializable {

  /** The fields of its results. */
  List<RowType.Field> outputs();

  /** An accumulator that has seen no row. */
  Accumulator accumulator();
}
