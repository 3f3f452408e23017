package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Random arithmetic over int64 and double, against {@link NaiveArithmetic}. */
class ArithmeticPropertyTest {

  private static final RowType ROW =
      RowType.of(
          new RowType.Field("a", FieldType.INT64, false),
          new RowType.Field("b", FieldType.INT64, false),
          new RowType.Field("x", FieldType.DOUBLE, false),
          new RowType.Field("y", FieldType.DOUBLE, false),
          new RowType.Field("n", FieldType.INT64, true));

  @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE) // they are among the values below
  void arithmetic_is_exact_or_rounded_once_or_an_error(
      @ForAll("trees") Tree tree,
      @ForAll("wholes") long a,
      @ForAll("wholes") long b,
      @ForAll("reals") double x,
      @ForAll("reals") double y)
      throws Exception {
    List<@Nullable Object> row = Arrays.asList(a, b, x, y, null);
    Expression expression = Expression.of(tree.text(), ROW);
    assertThat(expression.type()).isEqualTo(tree.isReal() ? FieldType.DOUBLE : FieldType.INT64);
    Evaluator evaluator = expression.evaluator();
    NaiveArithmetic naive = new NaiveArithmetic(Map.of("a", a, "b", b, "x", x, "y", y));
    Object expected;
    try {
      expected = naive.evaluate(tree);
    } catch (NaiveArithmetic.Overflow overflow) {
      expected = "overflow";
    }
    Object actual;
    try {
      actual = evaluator.evaluate(row);
    } catch (EvaluationException e) {
      actual = "overflow";
    }
    assertThat(comparable(actual)).as("%s of %s", tree.text(), row).isEqualTo(comparable(expected));
    assertThat(evaluator.takeUndefined()).as(tree.text()).isEqualTo(naive.undefined());
    if (actual == null) {
      assertThat(expression.nullable()).isTrue();
    }
  }

  /** Decimals have no minus zero. */
  private static @Nullable Object comparable(@Nullable Object value) {
    return value instanceof Double real && real == 0 ? (Object) 0.0 : value;
  }

  @Provide
  Arbitrary<Tree> trees() {
    return trees(6);
  }

  private Arbitrary<Tree> trees(int depth) {
    Arbitrary<Tree> leaf =
        Arbitraries.oneOf(
            Arbitraries.of("a", "b", "x", "y", "a", "b", "x", "y", "n").map(Tree.Field::new),
            Arbitraries.longs().between(0, 9).map(Tree.Whole::new),
            Arbitraries.longs().greaterOrEqual(0).map(Tree.Whole::new),
            reals().map(value -> new Tree.Real(Math.abs(value))));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Tree> operation =
        Combinators.combine(
                Arbitraries.of('+', '-', '*', '/', '%'),
                Arbitraries.lazy(() -> trees(depth - 1)),
                Arbitraries.lazy(() -> trees(depth - 1)))
            .as(Tree.Operation::new);
    Arbitrary<Tree> negated = Arbitraries.lazy(() -> trees(depth - 1)).map(Tree.Negated::new);
    return Arbitraries.frequencyOf(Tuple.of(2, leaf), Tuple.of(4, operation), Tuple.of(1, negated));
  }

  @Provide
  Arbitrary<Long> wholes() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-9, 9),
        Arbitraries.of(
            Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, 1L << 53, 3_037_000_500L),
        Arbitraries.longs());
  }

  @Provide
  Arbitrary<Double> reals() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-99, 99).map(tenths -> tenths / 10.0),
        Arbitraries.of(Double.MIN_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, 0x1p53, -0x1p63),
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
  }
}
