package dev.mainstem.transforms;

import dev.mainstem.aggregate.Function;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as {@code Combine} calls it: its word, with a number in brackets where it takes one.
 *
 * @param argument the number; 0 where there is none
 */
record FunctionCall(Function function, double argument) {

  private static final Pattern CALL = Pattern.compile("(\\w+)\\s*(?:\\((.*)\\))?");

  /** The call that a word stands for, unless it is none; then that is noted. */
  static Optional<FunctionCall> read(Value value) {
    String given = value.text("one of " + calls()).orElse("");
    Matcher call = CALL.matcher(given);
    String word = call.matches() ? call.group(1) : given;
    Optional<Function> function =
        Arrays.stream(Function.values()).filter(f -> f.word().equals(word)).findFirst();
    if (function.isEmpty()) {
      value.problem(
          "no such function: %s%s; there are %s"
              .formatted(given, NearestWord.hint(word, words()), calls()));
      return Optional.empty();
    }
    return read(function.get(), call.group(2), value);
  }

  private static Optional<FunctionCall> read(
      Function function, @Nullable String argument, Value value) {
    Optional<String> wanted = function.argument();
    if (wanted.isEmpty() && argument == null) {
      return Optional.of(new FunctionCall(function, 0));
    }
    double number = numberOf(argument);
    if (function.takes(number)) {
      return Optional.of(new FunctionCall(function, number));
    }
    value.expected(
        wanted.isEmpty()
            ? "%s alone, without brackets".formatted(function.word())
            : "%s in brackets, as in %s".formatted(wanted.get(), function.call()));
    return Optional.empty();
  }

  /** NaN, which no function takes, for what is no number. */
  private static double numberOf(@Nullable String text) {
    try {
      return text == null ? Double.NaN : new BigDecimal(text.strip()).doubleValue();
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** How each function is called. */
  static List<String> calls() {
    return Arrays.stream(Function.values()).map(Function::call).toList();
  }

  private static List<String> words() {
    return Arrays.stream(Function.values()).map(Function::word).toList();
  }
}
