package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row that expressions are evaluated for: a field of every type, and a null of every type whose
 * name begins with an n.
 */
final class SampleRow {

  static final long TIME = 1_773_570_030_456L; // 2026-03-15T10:20:30.456Z

  private static final List<RowType.Field> FIELDS = new ArrayList<>();
  private static final List<@Nullable Object> VALUES = new ArrayList<>();

  static {
    add("s", FieldType.STRING, "Hello");
    add("b", FieldType.BOOLEAN, true);
    add("i", FieldType.INT32, 7);
    add("l", FieldType.INT64, 9_007_199_254_740_993L);
    add("f", FieldType.FLOAT, 0.5f);
    add("d", FieldType.DOUBLE, 2.5);
    add("m", FieldType.DECIMAL, new BigDecimal("12.30"));
    add("t", FieldType.TIMESTAMP, Instant.ofEpochMilli(TIME));
    add("day", FieldType.DATE, LocalDate.of(2026, 3, 15));
    add("zero", FieldType.INT64, 0L);
    add("most", FieldType.INT64, Long.MAX_VALUE);
    add("least", FieldType.INT64, Long.MIN_VALUE);
    add("huge", FieldType.DOUBLE, 1.7e308);
    add("tip ($)", FieldType.DOUBLE, 0.25);
  }

  static final RowType TYPE = new RowType(FIELDS);

  private static final Map<Class<?>, FieldType> TYPE_OF_CLASS =
      Map.of(
          String.class, FieldType.STRING,
          Boolean.class, FieldType.BOOLEAN,
          Integer.class, FieldType.INT32,
          Long.class, FieldType.INT64,
          Float.class, FieldType.FLOAT,
          Double.class, FieldType.DOUBLE,
          BigDecimal.class, FieldType.DECIMAL,
          Instant.class, FieldType.TIMESTAMP,
          LocalDate.class, FieldType.DATE);

  private SampleRow() {}

  private static void add(String name, FieldType type, Object value) {
    FIELDS.add(new RowType.Field(name, type, false));
    VALUES.add(value);
    if (name.length() == 1 || name.equals("day")) {
      FIELDS.add(new RowType.Field("n" + name, type, true));
      VALUES.add(null);
    }
  }

  static Evaluator evaluator(String text) throws ExpressionException {
    return Expression.of(text, TYPE).evaluator();
  }

  /** The value, which must be of the type and the nullability that the expression claims. */
  static @Nullable Object evaluate(String text) throws ExpressionException, EvaluationException {
    Expression expression = Expression.of(text, TYPE);
    Object value = expression.evaluator().evaluate(VALUES);
    if (value == null) {
      assertThat(expression.nullable()).as("nullable: %s", text).isTrue();
    } else {
      assertThat(TYPE_OF_CLASS.get(value.getClass()))
          .as("class of %s", text)
          .isEqualTo(expression.type());
    }
    return value;
  }

  /** Type and value, such as {@code int64 5}, or {@code null}. */
  static String show(String text) throws ExpressionException, EvaluationException {
    Object value = evaluate(text);
    if (value == null) {
      return "null";
    }
    FieldType type = Objects.requireNonNull(TYPE_OF_CLASS.get(value.getClass()));
    return type.word() + " " + (type == FieldType.DECIMAL ? plain(value) : value);
  }

  private static String plain(Object decimal) {
    return ((BigDecimal) decimal).toPlainString();
  }

  /** How many results are undefined when the expression is evaluated once. */
  static long undefined(String text) throws ExpressionException, EvaluationException {
    Evaluator evaluator = evaluator(text);
    Object unused = evaluator.evaluate(VALUES);
    return evaluator.takeUndefined();
  }

  static List<@Nullable Object> values() {
    return VALUES;
  }
}
