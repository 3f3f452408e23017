package dev.mainstem.expression;

import dev.mainstem.spec.NearestWord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The registry of functions: a new one is a line in the list of its family. */
final class Functions {

  private static final Map<String, Function> BY_NAME = new TreeMap<>();

  static {
    for (List<Function> family :
        List.of(
            ConditionalFunctions.ALL, TextFunctions.ALL, MathFunctions.ALL, TimeFunctions.ALL)) {
      family.forEach(function -> BY_NAME.put(function.name(), function));
    }
  }

  private Functions() {}

  /** In alphabetical order. */
  static Set<String> names() {
    return BY_NAME.keySet();
  }

  static Typed call(Call call) throws ExpressionException {
    Function function = BY_NAME.get(call.name());
    if (function == null) {
      throw new ExpressionException(
          call.offset(),
          "there is no function %s%s"
              .formatted(
                  EvaluationException.shortened(call.name()),
                  NearestWord.hint(call.name(), names())));
    }
    return function.call(call);
  }
}
