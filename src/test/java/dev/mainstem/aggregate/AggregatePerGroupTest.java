package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.windowing.Answers;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What comes of rows that are on time and late, where the runner sees buckets of groups alone. */
class AggregatePerGroupTest {

  private static final RowType INPUT =
      new RowType(List.of(new RowType.Field("key", FieldType.STRING, false)));
  private static final Schema SCHEMA = Rows.schemaOf(INPUT);

  @Test
  void eachGroupOfEachWindowIsCountedOnceAndRowsBehindAClosedWindowAreCountedAsLate() {
    TestStream<Row> script =
        TestStream.create(SCHEMA)
            .addElements(row("a", "10:10:00"), row("b", "10:59:59.999"), row("a", "11:00:00"))
            .addElements(row("a", "10:20:00"))
            // behind it lies 10:30, but not the end of its window
            .advanceWatermarkTo(at("10:59:59.999"))
            .addElements(row("a", "10:30:00"))
            // closes 10:00 to 11:00
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(row("a", "10:40:00"), row("c", "10:50:00"), row("b", "11:10:00"))
            .advanceWatermarkToInfinity();
    long late =
        expect(
            Map.of("type", "fixed", "size", "1h"),
            script,
            "a 3 10:00",
            "b 1 10:00",
            "a 1 11:00",
            "b 1 11:00");
    assertThat(late).isEqualTo(2);
  }

  @Test
  void aWindowOfAllTimeTakesEveryRow() {
    TestStream<Row> script =
        TestStream.create(SCHEMA)
            .addElements(row("a", "10:10:00"))
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(row("a", "09:00:00"), row("b", "09:00:00"))
            .advanceWatermarkToInfinity();
    assertThat(expect(Map.of("type", "global"), script, "a 2", "b 1")).isZero();
  }

  private static TimestampedValue<Row> row(String key, String time) {
    return TimestampedValue.of(Rows.of(SCHEMA, key), at(time));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-01-01T" + time + "Z");
  }

  /** Plays a script, expects these results and no others, and answers how many rows were late. */
  private static long expect(
      Map<String, String> windowing, TestStream<Row> script, String... results) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Row> rows =
        RowStream.of(pipeline.apply(script).apply("step", counting(windowing))).rows();
    PAssert.that(
            rows.apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(AggregatePerGroupTest::describe))
                .apply(Window.into(new GlobalWindows())))
        .containsInAnyOrder(results);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    long late = 0;
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named(Tally.NAMESPACE, "step/late"))
                    .build())
            .getCounters()) {
      late += counter.getAttempted();
    }
    return late;
  }

  private static AggregatePerGroup counting(Map<String, String> windowing) {
    List<Aggregate> aggregates = List.of(Function.COUNT.of("rows", -1, FieldType.INT64));
    return new AggregatePerGroup(
        "step",
        INPUT,
        List.of("key"),
        List.of(),
        false,
        aggregates,
        Answers.windowing(windowing),
        true,
        true,
        GroupBuckets.FOR_ANY);
  }

  private static String describe(Row row) {
    String group = row.getValue(0) + " " + row.getValue(1);
    return row.getFieldCount() > 2
        ? group + " " + row.getValue(2).toString().substring(11, 16)
        : group;
  }
}
