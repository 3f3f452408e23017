package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.Definition;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

/** Which steps are put into the pipeline as one. */
class AppliedStepsTest {

  private static final String THREE_IN_A_ROW =
      """
      transforms:
        - {name: a, type: MapToFields, config: {append: true, fields: {x: fare + 1}}}
        - {name: b, type: Filter, config: {keep: x > 2}}
        - {name: c, type: LinearModel, config: {x: x, output: y, a: 2, b: 1}}
      """;

  private final Pipeline pipeline = Pipeline.create();

  private AppliedSteps over(String transforms, String... takenBySinks) {
    Definition definition = Steps.definition(transforms);
    Schema schema = Rows.schemaOf(definition.stream().rowType());
    PCollection<Row> stream = pipeline.apply(Create.empty(RowCoder.of(schema)));
    return TransformGraph.of(definition)
        .over(side -> RowStream.of(stream), new RejectedRecords(), List.of(takenBySinks));
  }

  private List<String> applied() {
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getFullName().matches("transforms/[^/]*")) {
              names.add(node.getFullName());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return names;
  }

  @Test
  void stepsInARowBecomeOne() {
    over(THREE_IN_A_ROW, "c").applyAll();
    assertThat(applied()).containsExactly("transforms/a+b+c");
  }

  @Test
  void notIfTheRowsBetweenThemAreWritten() {
    over(THREE_IN_A_ROW, "b", "c").applyAll();
    assertThat(applied()).containsExactly("transforms/a+b", "transforms/c");
  }

  @Test
  void notIfTheRowsBetweenThemWereAskedFor() {
    AppliedSteps steps = over(THREE_IN_A_ROW, "c");
    steps.rows("a");
    steps.applyAll();
    assertThat(applied()).containsExactly("transforms/a", "transforms/b+c");
  }

  @Test
  void notIfTwoStepsTakeTheRowsBetweenThem() {
    over("""
            transforms:
              - {name: a, type: MapToFields, config: {append: true, fields: {x: fare + 1}}}
              - {name: b, type: Filter, config: {keep: x > 2}}
              - {name: c, type: Filter, input: a, config: {keep: x < 2}}
            """)
        .applyAll();
    assertThat(applied()).containsExactly("transforms/a", "transforms/b", "transforms/c");
  }

  @Test
  void whatAggregatesStaysAStepOfItsOwn() {
    over("""
            transforms:
              - {name: a, type: Filter, config: {keep: fare > 2}}
              - {name: b, type: Combine, config: {combine: {n: count}}}
              - {name: c, type: Filter, config: {keep: n > 2}}
              - {name: d, type: Filter, config: {keep: n < 5}}
            """)
        .applyAll();
    assertThat(applied()).containsExactly("transforms/a", "transforms/b", "transforms/c+d");
  }

  @Test
  void rowsThatNoLongerAreThereAreNotGivenAway() {
    AppliedSteps steps = over(THREE_IN_A_ROW, "c");
    steps.applyAll();
    assertThatThrownBy(() -> steps.rows("b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("b");
  }

  @Test
  void aNameOfNoStepIsToldWithThoseThatThereAre() {
    assertThatThrownBy(() -> over(THREE_IN_A_ROW).rows("d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no step d; there are [a, b, c, stream]");
  }

  @Test
  void eachOfThemRejectsAndFiltersForItself() {
    Steps.of(
            """
            transforms:
              - name: a
                type: MapToFields
                config: {fields: {n: {expression: zone, type: int64}}}
              - {name: b, type: Filter, config: {keep: n > 1}}
              - name: c
                type: MapToFields
                config: {fields: {m: cast(9223372036854775807 as int64) - 2 + n}}
            """)
        .trip("10:00:00", "x", 0)
        .trip("10:00:00", "1", 0)
        .trip("10:00:00", "2", 0)
        .trip("10:00:00", "3", 0)
        .gives("{\"m\":9223372036854775807}")
        .rejects(
            "a: cast to int64: expected a whole number from -9223372036854775808 to"
                + " 9223372036854775807, found 'x' "
                + "{\"t\":\"2026-01-01T10:00:00Z\",\"zone\":\"x\","
                + "\"fare\":0.0,\"n\":1,\"tip\":null,\"price\":1.50,\"day\":\"2026-01-01\"}",
            "c: +: expected a result within int64, found 9223372036854775805 + 3 {\"n\":3}")
        .at("c");
  }
}
