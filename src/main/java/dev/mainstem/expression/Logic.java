package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.util.List;

/**
 * SQL's logic of three values: null is "unknown". {@code and} and {@code or} evaluate from the left
 * and no further than it takes: what stands behind a false {@code and} can't fail.
 */
final class Logic {

  private Logic() {}

  static Typed and(int offset, List<Typed> operands) throws ExpressionException {
    return junction(offset, "and", operands, false);
  }

  static Typed or(int offset, List<Typed> operands) throws ExpressionException {
    return junction(offset, "or", operands, true);
  }

  /**
   * @param decisive the operand's value that decides: false for {@code and}
   */
  private static Typed junction(int offset, String word, List<Typed> operands, boolean decisive)
      throws ExpressionException {
    for (Typed operand : operands) {
      requireBoolean(operand, word);
    }
    Code.OfBoolean[] codes = operands.stream().map(Logic::condition).toArray(Code.OfBoolean[]::new);
    Code.OfBoolean code =
        frame -> {
          boolean unknown = false;
          for (Code.OfBoolean operand : codes) {
            boolean value = operand.eval(frame);
            if (frame.takeNull()) {
              unknown = true;
            } else if (value == decisive) {
              return decisive;
            }
          }
          frame.isNull = unknown;
          return !decisive;
        };
    return Typed.of(offset, FieldType.BOOLEAN, Typed.anyNullable(operands), code);
  }

  static Typed not(int offset, Typed operand) throws ExpressionException {
    requireBoolean(operand, "not");
    Code.OfBoolean condition = condition(operand);
    Code.OfBoolean code = frame -> !condition.eval(frame);
    return Typed.of(offset, FieldType.BOOLEAN, operand.nullable(), code);
  }

  static Typed isNull(int offset, Typed operand) {
    Code code = operand.code();
    return Typed.of(offset, FieldType.BOOLEAN, false, isNull(code));
  }

  private static Code.OfBoolean isNull(Code code) {
    if (code instanceof Code.OfLong longs) {
      return frame -> {
        longs.eval(frame);
        return frame.takeNull();
      };
    }
    if (code instanceof Code.OfDouble doubles) {
      return frame -> {
        doubles.eval(frame);
        return frame.takeNull();
      };
    }
    if (code instanceof Code.OfBoolean booleans) {
      return frame -> {
        booleans.eval(frame);
        return frame.takeNull();
      };
    }
    Code.OfObject<?> objects = (Code.OfObject<?>) code;
    return frame -> {
      objects.eval(frame);
      return frame.takeNull();
    };
  }

  static Typed like(int offset, Typed operand, LikePattern pattern) throws ExpressionException {
    if (operand.known() != null && operand.known() != FieldType.STRING) {
      throw new ExpressionException(
          operand.offset(), "like: expected string, found " + operand.typeWord());
    }
    Code.OfObject<String> texts = Conversion.to(operand, FieldType.STRING).objects();
    Code.OfBoolean code =
        frame -> {
          String text = texts.eval(frame);
          return text != null && pattern.matches(text);
        };
    return Typed.of(offset, FieldType.BOOLEAN, operand.nullable(), code);
  }

  /**
   * @param whose what takes the condition, for the message
   */
  static void requireBoolean(Typed operand, String whose) throws ExpressionException {
    if (operand.known() != null && operand.known() != FieldType.BOOLEAN) {
      throw new ExpressionException(
          operand.offset(), "%s: expected boolean, found %s".formatted(whose, operand.typeWord()));
    }
  }

  /** The code of what is boolean or the word null. */
  static Code.OfBoolean condition(Typed operand) {
    return Conversion.to(operand, FieldType.BOOLEAN).booleans();
  }
}
