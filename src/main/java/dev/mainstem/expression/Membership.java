package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a value is one of several ({@code in}), or within bounds ({@code between}). */
final class Membership {

  private Membership() {}

  /** True if one is equal; else null if the operand or an item is null; else false. */
  static Typed in(int offset, Typed operand, List<Typed> items) throws ExpressionException {
    Shared shared = Shared.of(operand);
    Typed[] equal = new Typed[items.size()];
    for (int i = 0; i < equal.length; i++) {
      Typed item = items.get(i);
      equal[i] = Comparison.of(item.offset(), ComparisonOperator.EQUAL, shared.read(), item);
    }
    boolean texts = allConstant(items, FieldType.STRING) && operand.known() == FieldType.STRING;
    return texts
        ? ofTexts(offset, operand, items)
        : shared.around(Logic.or(offset, List.of(equal)));
  }

  private static boolean allConstant(List<Typed> items, FieldType type) {
    return items.stream().allMatch(item -> item.known() == type && item.constant() != null);
  }

  private static Typed ofTexts(int offset, Typed operand, List<Typed> items) {
    Set<Object> texts = items.stream().map(Typed::constant).collect(Collectors.toUnmodifiableSet());
    Code.OfObject<String> code = operand.objects();
    Code.OfBoolean in =
        frame -> {
          String value = code.eval(frame);
          return value != null && texts.contains(value);
        };
    return Typed.of(offset, FieldType.BOOLEAN, operand.nullable(), in);
  }

  /** As {@code operand >= low and operand <= high}. */
  static Typed between(int offset, Typed operand, Typed low, Typed high)
      throws ExpressionException {
    Shared shared = Shared.of(operand);
    Typed above =
        Comparison.of(low.offset(), ComparisonOperator.GREATER_OR_EQUAL, shared.read(), low);
    Typed below =
        Comparison.of(high.offset(), ComparisonOperator.LESS_OR_EQUAL, shared.read(), high);
    return shared.around(Logic.and(offset, List.of(above, below)));
  }
}
