package dev.mainstem.expression;

/** What can be done with two numbers. */
enum ArithmeticOperator {
  ADD("+", "add %s and %s"),
  SUBTRACT("-", "subtract %2$s from %1$s"),
  MULTIPLY("*", "multiply %s and %s"),
  DIVIDE("/", "divide %s by %s"),
  REMAINDER("%", "divide %s by %s");

  private final String symbol;
  private final String sentence;

  ArithmeticOperator(String symbol, String sentence) {
    this.symbol = symbol;
    this.sentence = sentence;
  }

  String symbol() {
    return symbol;
  }

  /** What can't be done with values of these types, in words. */
  String sentence(String left, String right) {
    return sentence.formatted(left, right);
  }
}
