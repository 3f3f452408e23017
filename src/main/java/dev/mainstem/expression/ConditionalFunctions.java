package dev.mainstem.expression;

import java.util.List;

/** Functions that choose between values of any type. */
final class ConditionalFunctions {

  static final List<Function> ALL =
      List.of(
          Function.of("if", 3, ConditionalFunctions::ifElse),
          new Function(
              "coalesce",
              1,
              Function.MANY,
              call -> Choice.coalesce(call.offset(), call.arguments())),
          Function.of(
              "nullif",
              2,
              call -> Choice.nullIf(call.offset(), call.argument(0), call.argument(1))));

  private ConditionalFunctions() {}

  private static Typed ifElse(Call call) throws ExpressionException {
    Choice.Branch branch = new Choice.Branch(call.argument(0), call.argument(1));
    return Choice.of(call.offset(), "if", List.of(branch), call.argument(2));
  }
}
