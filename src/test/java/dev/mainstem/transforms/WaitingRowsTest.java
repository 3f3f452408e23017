package dev.mainstem.transforms;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Live rows, all of which have come before the history goes on to its end. */
class WaitingRowsTest {

  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant LAST_YEAR = TEN.minus(Duration.standardDays(200));

  private final Definition definition =
      DefinitionReader.parse(
          """
          name: waiting
          stream: {schema: {t: timestamp, x: double, y: "double?"}, event_time: t}
          history: {path: none.csv}
          live: {topic: trips, bootstrap_servers: embedded}
          windowing: {type: fixed, size: 1h}
          transforms:
            - {name: line, type: LinearRegression, config: {x: x, y: y, fit_on: history}}
            - {name: scored, type: ApplyModel, input: stream,
               config: {model: line, x: x, output: said}}
            - {type: Combine, config: {combine: {n: count, sum: {fn: sum, value: said}}}}
          sinks: [{type: WriteToConsole}]
          """,
          Path.of(""),
          Runs.noVariables());

  private final Schema schema = Rows.schemaOf(definition.stream().rowType());
  private final Pipeline pipeline = Pipeline.create();

  @Test
  void theyAreScoredByAllOfItAndAreInTimeForTheirWindows() {
    TestStream<Row> history =
        TestStream.create(RowCoder.of(schema))
            .addElements(row(LAST_YEAR, 0, 1.0))
            // the history is in the order of its times, and comes close to what waits
            .advanceWatermarkTo(TEN.plus(Duration.standardHours(3)))
            .addElements(row(TEN.plus(Duration.standardHours(4)), 1, 3.0))
            .advanceWatermarkToInfinity();
    PCollection<Row> live =
        pipeline.apply(
            "live",
            Create.timestamped(
                    row(TEN, 10, null),
                    row(TEN.plus(Duration.standardMinutes(59)), 20, null),
                    row(TEN.plus(Duration.standardHours(1)), 30, null))
                .withCoder(RowCoder.of(schema)));
    // y = 2x + 1: 21 and 41 in the first hour, 61 in the second
    PAssert.that(sums(pipeline.apply("history", history).setRowSchema(schema), live))
        .containsInAnyOrder("2 62.0", "1 61.0");
    pipeline.run().waitUntilFinish();
  }

  private PCollection<String> sums(PCollection<Row> history, PCollection<Row> live) {
    PCollection<Row> sums =
        TransformGraph.of(definition)
            .over(
                side -> RowStream.of(side == Side.HISTORY ? history : live.setRowSchema(schema)),
                new RejectedRecords(),
                List.of("Combine"))
            .rows("Combine");
    return sums.apply(
            MapElements.into(TypeDescriptors.strings())
                .via(row -> row.getInt64("n") + " " + row.getDouble("sum")))
        .apply(Window.into(new GlobalWindows()));
  }

  private TimestampedValue<Row> row(Instant t, double x, @Nullable Double y) {
    return TimestampedValue.of(Rows.of(schema, t, x, y), t);
  }
}
