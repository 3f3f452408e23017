package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What chooses between values: {@code case}, {@code if}, {@code coalesce}, {@code nullif}. */
final class Choice {

  private Choice() {}

  /** A value and the condition under which it is chosen. */
  record Branch(Typed condition, Typed value) {}

  /**
   * The value of the first branch whose condition is true (null is not).
   *
   * @param name what it is called in messages
   * @param otherwise the value if no condition is true, or null for null
   */
  static Typed of(int offset, String name, List<Branch> branches, @Nullable Typed otherwise)
      throws ExpressionException {
    List<Typed> values = new ArrayList<>(branches.stream().map(Branch::value).toList());
    values.add(otherwise == null ? Typed.ofNull(offset) : otherwise);
    FieldType type = common(name, values);
    Code.OfBoolean[] conditions = new Code.OfBoolean[branches.size()];
    for (int i = 0; i < conditions.length; i++) {
      Typed condition = branches.get(i).condition();
      Logic.requireBoolean(condition, name);
      conditions[i] = Logic.condition(condition);
    }
    List<Typed> converted = Conversion.allTo(values, type);
    return Typed.of(
        offset, type, Typed.anyNullable(converted), chosen(selector(conditions), converted));
  }

  private static FieldType common(String name, List<Typed> values) throws ExpressionException {
    FieldType type = null;
    for (int i = 0; i < values.size(); i++) {
      List<Typed> soFar = values.subList(0, i + 1);
      if (soFar.stream().anyMatch(value -> value.known() != null)) {
        Typed last = values.get(i);
        type = Conversion.common(soFar).orElseThrow(() -> mixed(name, soFar, last));
      }
    }
    return type == null ? values.get(0).type() : type;
  }

  private static ExpressionException mixed(String name, List<Typed> before, Typed last) {
    String other =
        before.stream().filter(v -> v.known() != null).findFirst().orElse(last).typeWord();
    return new ExpressionException(
        last.offset(),
        "%s: expected values of one type, found %s and %s".formatted(name, other, last.typeWord()));
  }

  /** Which value is chosen. */
  private interface Selector {
    int eval(Frame frame) throws EvaluationException;
  }

  private static Selector selector(Code.OfBoolean[] conditions) {
    if (conditions.length == 1) {
      Code.OfBoolean condition = conditions[0];
      return frame -> frame.holds(condition) ? 0 : 1;
    }
    return frame -> {
      int i = 0;
      while (i < conditions.length && !frame.holds(conditions[i])) {
        i++;
      }
      return i;
    };
  }

  private static Code chosen(Selector selector, List<Typed> values) {
    Code first = values.get(0).code();
    if (first instanceof Code.OfLong) {
      Code.OfLong[] codes = values.stream().map(Typed::longs).toArray(Code.OfLong[]::new);
      return (Code.OfLong) frame -> codes[selector.eval(frame)].eval(frame);
    }
    if (first instanceof Code.OfDouble) {
      Code.OfDouble[] codes = values.stream().map(Typed::doubles).toArray(Code.OfDouble[]::new);
      return (Code.OfDouble) frame -> codes[selector.eval(frame)].eval(frame);
    }
    if (first instanceof Code.OfBoolean) {
      Code.OfBoolean[] codes = values.stream().map(Typed::booleans).toArray(Code.OfBoolean[]::new);
      return (Code.OfBoolean) frame -> codes[selector.eval(frame)].eval(frame);
    }
    Code.OfObject<?>[] codes = values.stream().map(Typed::objects).toArray(Code.OfObject<?>[]::new);
    return (Code.OfObject<Object>) frame -> codes[selector.eval(frame)].eval(frame);
  }

  /** The first value that is not null. */
  static Typed coalesce(int offset, List<Typed> values) throws ExpressionException {
    FieldType type = common("coalesce", values);
    List<Typed> converted = Conversion.allTo(values, type);
    boolean nullable = converted.stream().allMatch(Typed::nullable);
    return Typed.of(offset, type, nullable, firstOf(converted));
  }

  private static Code firstOf(List<Typed> values) {
    Code first = values.get(0).code();
    if (first instanceof Code.OfLong) {
      Code.OfLong[] codes = values.stream().map(Typed::longs).toArray(Code.OfLong[]::new);
      return (Code.OfLong) frame -> firstOf(codes, frame);
    }
    if (first instanceof Code.OfDouble) {
      Code.OfDouble[] codes = values.stream().map(Typed::doubles).toArray(Code.OfDouble[]::new);
      return (Code.OfDouble) frame -> firstOf(codes, frame);
    }
    if (first instanceof Code.OfBoolean) {
      Code.OfBoolean[] codes = values.stream().map(Typed::booleans).toArray(Code.OfBoolean[]::new);
      return (Code.OfBoolean) frame -> firstOf(codes, frame);
    }
    Code.OfObject<?>[] codes = values.stream().map(Typed::objects).toArray(Code.OfObject<?>[]::new);
    return (Code.OfObject<Object>) frame -> firstOf(codes, frame);
  }

  private static long firstOf(Code.OfLong[] codes, Frame frame) throws EvaluationException {
    long value = codes[0].eval(frame);
    for (int i = 1; i < codes.length && frame.takeNull(); i++) {
      value = codes[i].eval(frame);
    }
    return value;
  }

  private static double firstOf(Code.OfDouble[] codes, Frame frame) throws EvaluationException {
    double value = codes[0].eval(frame);
    for (int i = 1; i < codes.length && frame.takeNull(); i++) {
      value = codes[i].eval(frame);
    }
    return value;
  }

  private static boolean firstOf(Code.OfBoolean[] codes, Frame frame) throws EvaluationException {
    boolean value = codes[0].eval(frame);
    for (int i = 1; i < codes.length && frame.takeNull(); i++) {
      value = codes[i].eval(frame);
    }
    return value;
  }

  private static @Nullable Object firstOf(Code.OfObject<?>[] codes, Frame frame)
      throws EvaluationException {
    Object value = codes[0].eval(frame);
    for (int i = 1; i < codes.length && frame.takeNull(); i++) {
      value = codes[i].eval(frame);
    }
    return value;
  }

  /** Null where two values are equal, else the first of them. */
  static Typed nullIf(int offset, Typed value, Typed other) throws ExpressionException {
    value.type();
    Shared shared = Shared.of(value);
    Typed equal = Comparison.of(offset, ComparisonOperator.EQUAL, shared.read(), other);
    Typed result =
        of(offset, "nullif", List.of(new Branch(equal, Typed.ofNull(offset))), shared.read());
    return shared.around(result);
  }
}
