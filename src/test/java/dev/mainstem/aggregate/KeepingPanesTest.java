package dev.mainstem.aggregate;

import dev.mainstem.expression.Expression;
import dev.mainstem.expression.ExpressionException;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.windowing.Answers;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What windows that answer more than once, or merge, say of the values they keep. */
class KeepingPanesTest {

  private static final RowType INPUT = RowType.of(new RowType.Field("x", FieldType.STRING, true));
  private static final Schema SCHEMA = Rows.schemaOf(INPUT);

  @Test
  void aLateRowIsInTheFurtherAnswerAndNotInTheOneThatWasGiven() throws Exception {
    expect(
        Map.of("type", "fixed", "size", "1h", "allowed_lateness", "1h"),
        lateRows(),
        "b a [a, b] 2 on_time 0",
        "c a [a, b, c] 3 late 1");
  }

  @Test
  void whereAnswersDiscardItIsAlone() throws Exception {
    expect(
        Map.of(
            "type", "fixed", "size", "1h", "allowed_lateness", "1h", "accumulation", "discarding"),
        lateRows(),
        "b a [a, b] 2 on_time 0",
        "c c [c] 1 late 1");
  }

  private static TestStream<Row> lateRows() {
    return TestStream.create(SCHEMA)
        .addElements(row("b", "10:30:00"), row("a", "10:10:00"))
        // the window answers on time
        .advanceWatermarkTo(at("11:00:00"))
        .addElements(row("c", "10:50:00"))
        .advanceWatermarkToInfinity();
  }

  @Test
  void sessionsThatALaterRowJoinsHaveTheValuesOfBoth() throws Exception {
    TestStream<Row> script =
        TestStream.create(SCHEMA)
            .addElements(row("c", "10:20:00"), row("d", "10:25:00"))
            .addElements(row("a", "10:00:00"))
            // within ten minutes of both
            .addElements(row("b", "10:11:00"), row("a", "10:09:00"))
            .advanceWatermarkToInfinity();
    expect(Map.of("type", "sessions", "gap", "10m"), script, "d a [a, a, b, c, d] 4");
  }

  private static TimestampedValue<Row> row(String x, String time) {
    return TimestampedValue.of(Rows.of(SCHEMA, x), at(time));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-01-01T" + time + "Z");
  }

  /** Plays a script and expects these: the last, the first, all, how many different ones. */
  private static void expect(
      Map<String, String> windowing, TestStream<Row> script, String... results)
      throws ExpressionException {
    AggregatePerGroup keeping =
        new AggregatePerGroup(
            "step",
            INPUT,
            List.of(),
            List.of(Expression.of("x", INPUT)),
            false,
            List.of(
                Function.LAST.of("last", 0, FieldType.STRING),
                Function.FIRST.of("first", 0, FieldType.STRING),
                Function.COLLECT.of("all", 0, FieldType.STRING),
                Function.COUNT_DISTINCT.of("distinct", 0, FieldType.STRING)),
            Answers.windowing(windowing),
            true,
            true,
            GroupBuckets.FOR_ANY);
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Row> rows = RowStream.of(pipeline.apply(script).apply("step", keeping)).rows();
    PAssert.that(rows.apply(ParDo.of(new DescribeFn())).apply(Window.into(new GlobalWindows())))
        .containsInAnyOrder(results);
    pipeline.run().waitUntilFinish();
  }

  private static final class DescribeFn extends DoFn<Row, String> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<String> out) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < row.getFieldCount(); i++) {
        boolean time = row.getSchema().getField(i).getName().startsWith("window_");
        text.append(time ? "" : " " + row.getValues().get(i));
      }
      out.output(text.toString().strip());
    }
  }
}
