package dev.mainstem.aggregate;

import dev.mainstem.record.Values;
import java.math.BigDecimal;

/**
 * The order of values of one type, up or down, in which no two stand at one place that are written
 * differently: of equal decimals the one with the fewest digits comes first, either way.
 */
final class ValueOrder {

  private ValueOrder() {}

  /** The least first. */
  static int ascending(Object a, Object b) {
    int order = Values.compare(a, b);
    return order == 0 ? byLength(a, b) : order;
  }

  /** The greatest first. */
  static int descending(Object a, Object b) {
    int order = Values.compare(b, a);
    return order == 0 ? byLength(a, b) : order;
  }

  private static int byLength(Object a, Object b) {
    return a instanceof BigDecimal decimal
        ? Integer.compare(decimal.scale(), ((BigDecimal) b).scale())
        : 0;
  }
}
