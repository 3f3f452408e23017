package dev.mainstem.expression;

/**
 * A function of the language.
 *
 * @param name in lower case
 * @param least how many arguments it takes at least
 * @param most how many at most
 */
record Function(String name, int least, int most, Body body) {

  /** For a function that takes as many arguments as one likes. */
  static final int MANY = Integer.MAX_VALUE;

  /** Checks the arguments and makes the code. */
  interface Body {
    Typed of(Call call) throws ExpressionException;
  }

  static Function of(String name, int count, Body body) {
    return new Function(name, count, count, body);
  }

  Typed call(Call call) throws ExpressionException {
    int count = call.arguments().size();
    if (count < least || count > most) {
      throw new ExpressionException(
          call.offset(), "%s takes %s, found %d".formatted(name, arity(), count));
    }
    return body.of(call);
  }

  private String arity() {
    if (most == MANY) {
      return "at least " + counted(least);
    }
    return least == most ? counted(least) : least + " or " + counted(most);
  }

  private static String counted(int count) {
    return count == 1 ? "1 argument" : count + " arguments";
  }
}
