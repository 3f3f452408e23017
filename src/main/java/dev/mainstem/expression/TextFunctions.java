package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.util.List;
import java.util.Locale;

/** Functions of texts. Characters are code points, and are counted from 1 as in SQL. */
final class TextFunctions {

  static final List<Function> ALL =
      List.of(
          Function.of("lower", 1, call -> text(call, x -> x.toLowerCase(Locale.ROOT))),
          Function.of("upper", 1, call -> text(call, x -> x.toUpperCase(Locale.ROOT))),
          Function.of("trim", 1, call -> text(call, String::strip)),
          Function.of("ltrim", 1, call -> text(call, String::stripLeading)),
          Function.of("rtrim", 1, call -> text(call, String::stripTrailing)),
          Function.of("length", 1, TextFunctions::length),
          new Function("substring", 2, 3, TextFunctions::substring),
          new Function("concat", 1, Function.MANY, TextFunctions::concat),
          Function.of("replace", 3, TextFunctions::replace),
          Function.of("contains", 2, call -> test(call, String::contains)),
          Function.of("starts_with", 2, call -> test(call, String::startsWith)),
          Function.of("ends_with", 2, call -> test(call, String::endsWith)),
          Function.of("split_part", 3, TextFunctions::splitPart),
          Function.of("position", 2, TextFunctions::position));

  private TextFunctions() {}

  private static Typed text(Call call, Strict.ObjectToObject<String, String> function)
      throws ExpressionException {
    return call.result(FieldType.STRING, Strict.object(call.text(0), function));
  }

  private static Typed test(Call call, Strict.ObjectsToBoolean<String, String> function)
      throws ExpressionException {
    return call.result(FieldType.BOOLEAN, Strict.test(call.text(0), call.text(1), function));
  }

  private static Typed length(Call call) throws ExpressionException {
    return call.result(FieldType.INT64, Strict.longOf(call.text(0), TextFunctions::lengthOf));
  }

  private static int lengthOf(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Typed substring(Call call) throws ExpressionException {
    Code.OfObject<String> texts = call.text(0);
    Code.OfLong starts = call.integer(1);
    if (!call.has(2)) {
      return call.result(FieldType.STRING, fromStart(texts, starts));
    }
    Code.OfLong lengths = call.integer(2);
    Code.OfObject<String> code =
        frame -> {
          String text = texts.eval(frame);
          long start = text == null ? 0 : starts.eval(frame);
          long length = frame.isNull ? 0 : lengths.eval(frame);
          return text == null || frame.isNull ? null : between(text, start, end(start, length));
        };
    return call.result(FieldType.STRING, code);
  }

  private static Code fromStart(Code.OfObject<String> texts, Code.OfLong starts) {
    return (Code.OfObject<String>)
        frame -> {
          String text = texts.eval(frame);
          long start = text == null ? 0 : starts.eval(frame);
          return text == null || frame.isNull ? null : between(text, start, Long.MAX_VALUE);
        };
  }

  private static long end(long start, long length) throws EvaluationException {
    if (length < 0) {
      throw new EvaluationException("substring", "a length from 0 on", Long.toString(length));
    }
    long end = start + length;
    return start > 0 && end < 0 ? Long.MAX_VALUE : end;
  }

  /** Positions before the first count, but hold no character: from 0, 2 characters are one. */
  private static String between(String text, long start, long end) {
    long from = Math.max(start, 1);
    long to = Math.min(end, lengthOf(text) + 1L);
    if (from >= to) {
      return "";
    }
    int first = text.offsetByCodePoints(0, (int) from - 1);
    return text.substring(first, text.offsetByCodePoints(first, (int) (to - from)));
  }

  private static Typed concat(Call call) throws ExpressionException {
    return concatenation(call.offset(), call.name(), call.arguments());
  }

  /** Joins texts; null if one of them is. */
  static Typed concatenation(int offset, String name, List<Typed> arguments)
      throws ExpressionException {
    Call call = new Call(offset, name, arguments);
    Code.OfObject<?>[] parts = new Code.OfObject<?>[arguments.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = call.text(i);
    }
    Code.OfObject<String> code =
        frame -> {
          StringBuilder joined = new StringBuilder();
          for (Code.OfObject<?> part : parts) {
            joined.append(part.eval(frame));
            if (frame.isNull) {
              return null;
            }
          }
          return joined.toString();
        };
    return call.result(FieldType.STRING, code);
  }

  private static Typed replace(Call call) throws ExpressionException {
    Code.OfObject<String> texts = call.text(0);
    Code.OfObject<String> searched = call.text(1);
    Code.OfObject<String> replacements = call.text(2);
    Code.OfObject<String> code =
        frame -> {
          String text = texts.eval(frame);
          String search = text == null ? null : searched.eval(frame);
          String replacement = search == null ? null : replacements.eval(frame);
          if (text == null || search == null || replacement == null) {
            return null;
          }
          return search.isEmpty() ? text : text.replace(search, replacement);
        };
    return call.result(FieldType.STRING, code);
  }

  private static Typed splitPart(Call call) throws ExpressionException {
    Code.OfObject<String> texts = call.text(0);
    Code.OfObject<String> separators = call.text(1);
    Code.OfLong numbers = call.integer(2);
    Code.OfObject<String> code =
        frame -> {
          String text = texts.eval(frame);
          String separator = text == null ? null : separators.eval(frame);
          long number = separator == null ? 0 : numbers.eval(frame);
          if (text == null || separator == null || frame.isNull) {
            return null;
          }
          return splitPart(text, separator, number);
        };
    return call.result(FieldType.STRING, code);
  }

  /** An empty separator separates nothing; a part that is not there is empty. */
  private static String splitPart(String text, String separator, long number)
      throws EvaluationException {
    if (number < 1) {
      throw new EvaluationException(
          "split_part", "the number of a part from 1 on", Long.toString(number));
    }
    int start = 0;
    for (long part = 1; ; part++) {
      int end = separator.isEmpty() ? -1 : text.indexOf(separator, start);
      if (part == number) {
        return text.substring(start, end < 0 ? text.length() : end);
      }
      if (end < 0) {
        return "";
      }
      start = end + separator.length();
    }
  }

  private static Typed position(Call call) throws ExpressionException {
    Code.OfObject<String> searched = call.text(0);
    Code.OfObject<String> texts = call.text(1);
    Code.OfLong code =
        frame -> {
          String search = searched.eval(frame);
          String text = search == null ? null : texts.eval(frame);
          if (search == null || text == null) {
            return 0;
          }
          int index = text.indexOf(search);
          return index < 0 ? 0 : text.codePointCount(0, index) + 1;
        };
    return call.result(FieldType.INT64, code);
  }
}
