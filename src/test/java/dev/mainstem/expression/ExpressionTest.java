package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  private static final RowType FARE_AND_TIP =
      RowType.of(
          new RowType.Field("fare", FieldType.DOUBLE, false),
          new RowType.Field("tip", FieldType.DOUBLE, true));

  @Test
  void an_expression_knows_its_text_type_and_fields() throws Exception {
    Expression rate = Expression.of("tip / fare + tip", FARE_AND_TIP);
    assertThat(rate.text()).isEqualTo("tip / fare + tip").isEqualTo(rate.toString());
    assertThat(rate.type()).isEqualTo(FieldType.DOUBLE);
    assertThat(rate.nullable()).isTrue();
    assertThat(rate.fields()).containsExactly("tip", "fare");
    assertThat(Expression.of("1", FARE_AND_TIP).fields()).isEmpty();
  }

  @Test
  void every_field_is_named_wherever_it_stands() throws Exception {
    String everywhere =
        "case when nb then i else l end + coalesce(cast(s as int64), length(ns))"
            + " + if(f in (d) or m between 1 and nm, 1, 2) + year(day) + if(nt is null, 1, 2)"
            + " + if(`tip ($)` > 1, -zero, 1)";
    assertThat(Expression.of(everywhere, SampleRow.TYPE).fields())
        .containsExactly(
            "nb", "i", "l", "s", "ns", "f", "d", "m", "nm", "day", "nt", "tip ($)", "zero");
  }

  @Test
  void the_fields_can_not_be_changed() throws Exception {
    Expression rate = Expression.of("tip / fare", FARE_AND_TIP);
    assertThatThrownBy(() -> rate.fields().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_row_is_evaluated_after_the_other() throws Exception {
    Evaluator rate = Expression.of("tip / fare", FARE_AND_TIP).evaluator();
    assertThat(rate.evaluate(List.of(10.0, 2.0))).isEqualTo(0.2);
    assertThat(rate.evaluate(Arrays.asList(10.0, null))).isNull();
    assertThat(rate.evaluate(List.of(0.0, 2.0))).isNull();
    assertThat(rate.evaluate(List.of(4.0, 1.0))).isEqualTo(0.25);
    assertThat(rate.takeUndefined()).isEqualTo(1);
  }

  @Test
  void evaluators_of_one_expression_know_nothing_of_each_other() throws Exception {
    Expression in = Expression.of("fare + tip in (1, 2)", FARE_AND_TIP);
    Evaluator one = in.evaluator();
    Evaluator other = in.evaluator();
    assertThat(one.evaluate(List.of(1.0, 1.0))).isEqualTo(true);
    assertThat(other.evaluate(List.of(1.0, 2.0))).isEqualTo(false);
    assertThat(one.evaluate(List.of(0.0, 1.0))).isEqualTo(true);
  }

  @Test
  void a_result_can_be_wanted_in_another_type() throws Exception {
    Expression sum = Expression.of("i + 1", SampleRow.TYPE);
    assertThat(sum.as(FieldType.INT64)).isSameAs(sum);
    assertThat(sum.as(FieldType.DOUBLE).evaluator().evaluate(SampleRow.values())).isEqualTo(8.0);
    assertThat(sum.as(FieldType.STRING).evaluator().evaluate(SampleRow.values())).isEqualTo("8");
    assertThat(sum.as(FieldType.INT32).evaluator().evaluate(SampleRow.values())).isEqualTo(8);
    assertThat(sum.as(FieldType.DECIMAL).type()).isEqualTo(FieldType.DECIMAL);
    assertThat(sum.as(FieldType.DOUBLE).text()).isEqualTo("i + 1");
    assertThatThrownBy(() -> sum.as(FieldType.TIMESTAMP))
        .isInstanceOf(ExpressionException.class)
        .hasMessageStartingWith("can't cast int64 to timestamp");
    Evaluator tooLarge = Expression.of("l", SampleRow.TYPE).as(FieldType.INT32).evaluator();
    assertThatThrownBy(() -> tooLarge.evaluate(SampleRow.values()))
        .isInstanceOf(EvaluationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "case when i in (1, 7) then s || 'x' else lower(ns) end",
        "m * 1.5",
        "t",
        "day",
        "nb"
      })
  void an_expression_survives_serialisation(String text) throws Exception {
    Expression before = Expression.of(text, SampleRow.TYPE).as(FieldType.STRING);
    Expression after = roundTrip(before);
    assertThat(after).isEqualTo(before).hasSameHashCodeAs(before);
    assertThat(after.text()).isEqualTo(text);
    assertThat(after.type()).isEqualTo(FieldType.STRING);
    assertThat(after.nullable()).isEqualTo(before.nullable());
    assertThat(after.fields()).containsExactlyElementsOf(before.fields());
    assertThat(after.evaluator().evaluate(SampleRow.values()))
        .isEqualTo(before.evaluator().evaluate(SampleRow.values()));
  }

  @Test
  void expressions_are_equal_by_text_row_and_type() throws Exception {
    Expression one = Expression.of("i", SampleRow.TYPE);
    assertThat(one).isEqualTo(Expression.of("i", SampleRow.TYPE));
    assertThat(one).isNotEqualTo(Expression.of("i ", SampleRow.TYPE));
    assertThat(one).isNotEqualTo(one.as(FieldType.INT64));
    assertThat(one).isNotEqualTo(Expression.of("i", SampleRow.TYPE.plus(List.of(extra()))));
  }

  private static RowType.Field extra() {
    return new RowType.Field("extra", FieldType.STRING, false);
  }

  @Test
  void a_field_alone_is_the_object_of_the_row() throws Exception {
    for (RowType.Field field : SampleRow.TYPE.fields()) {
      Evaluator evaluator = SampleRow.evaluator("`" + field.name() + "`");
      assertThat(evaluator.evaluate(SampleRow.values()))
          .isSameAs(SampleRow.values().get(SampleRow.TYPE.indexOf(field.name())));
    }
    assertThat(SampleRow.evaluator("(b)").test(SampleRow.values())).isTrue();
    assertThat(SampleRow.evaluator("nb").test(SampleRow.values())).isFalse();
  }

  @Test
  void fields_pass_through_in_their_java_types() throws Exception {
    assertThat(SampleRow.evaluate("s")).isEqualTo("Hello");
    assertThat(SampleRow.evaluate("b")).isEqualTo(true);
    assertThat(SampleRow.evaluate("i")).isEqualTo(7);
    assertThat(SampleRow.evaluate("l")).isEqualTo(9_007_199_254_740_993L);
    assertThat(SampleRow.evaluate("f")).isEqualTo(0.5f);
    assertThat(SampleRow.evaluate("d")).isEqualTo(2.5);
    assertThat(SampleRow.evaluate("m")).isEqualTo(new BigDecimal("12.30"));
    assertThat(SampleRow.evaluate("t")).isEqualTo(Instant.parse("2026-03-15T10:20:30.456Z"));
    assertThat(SampleRow.evaluate("day")).isEqualTo(LocalDate.of(2026, 3, 15));
    for (String name : List.of("ns", "nb", "ni", "nl", "nf", "nd", "nm", "nt", "nday")) {
      assertThat(SampleRow.evaluate(name)).as(name).isNull();
    }
  }

  private static Expression roundTrip(Expression expression) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(expression);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Expression) in.readObject();
    }
  }
}
