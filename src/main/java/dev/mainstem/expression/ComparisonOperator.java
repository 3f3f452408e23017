package dev.mainstem.expression;

/** How two values can relate. */
enum ComparisonOperator {
  EQUAL("=", 0b010),
  NOT_EQUAL("<>", 0b101),
  LESS("<", 0b001),
  LESS_OR_EQUAL("<=", 0b011),
  GREATER(">", 0b100),
  GREATER_OR_EQUAL(">=", 0b110);

  private final String symbol;

  /** A bit for each order in which it holds: less, equal, greater, from the lowest. */
  private final int orders;

  ComparisonOperator(String symbol, int orders) {
    this.symbol = symbol;
    this.orders = orders;
  }

  String symbol() {
    return symbol;
  }

  /** Whether it holds between values of that order: negative for less, 0 for equal. */
  boolean holds(int order) {
    return (orders >> (Integer.signum(order) + 1) & 1) != 0;
  }
}
