package dev.mainstem.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.testing.Batches;
import java.util.List;
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
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class OwnTimeTest {

  private static final String JUST_BEFORE = "2026-01-01T11:59:59.999Z";
  private static final String NOON = "2026-01-01T12:00:00.000Z";
  private static final String JUST_AFTER = "2026-01-01T12:00:00.001Z";
  private static final String LONG_AGO = "1840-01-01T00:00:00.000Z";
  private static final java.time.Instant AT_NOON = java.time.Instant.parse(NOON);

  private static final Schema SCHEMA =
      Rows.schemaOf(RowType.of(new RowType.Field("at", FieldType.STRING, false)));

  @Test
  void historyOwnsWhatIsBeforeTheInstant() {
    assertThat(expect(OwnTime.ofHistory(AT_NOON, true), LONG_AGO, JUST_BEFORE))
        .as("counted as not owned")
        .isEqualTo(2);
  }

  @Test
  void liveOwnsTheInstantItselfAndWhatIsAfterIt() {
    assertThat(expect(OwnTime.ofLive(AT_NOON, true), NOON, JUST_AFTER)).isEqualTo(2);
  }

  @Test
  void anInstantBetweenTwoMillisecondsBelongsToOneSideAsWell() {
    java.time.Instant between = AT_NOON.plusNanos(500_000);
    assertThat(expect(OwnTime.ofHistory(between, true), LONG_AGO, JUST_BEFORE, NOON)).isEqualTo(1);
    assertThat(expect(OwnTime.ofLive(between, true), JUST_AFTER)).isEqualTo(3);
  }

  @Test
  void withoutAnInstantBothSidesOwnAllTime() {
    assertThat(expect(OwnTime.ofHistory(null, true), LONG_AGO, JUST_BEFORE, NOON, JUST_AFTER))
        .isZero();
    assertThat(expect(OwnTime.ofLive(null, true), LONG_AGO, JUST_BEFORE, NOON, JUST_AFTER))
        .isZero();
  }

  /** Expects that of all four instants these are owned; answers how many others were counted. */
  private static long expect(OwnTime side, String... owned) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    List<TimestampedValue<Row>> rows =
        List.of(row(LONG_AGO), row(JUST_BEFORE), row(NOON), row(JUST_AFTER));
    PCollection<RowBatch> owns = pipeline.apply(Batches.of(rows, SCHEMA, 3)).apply(side);
    PAssert.that(
            RowStream.of(PCollectionTuple.of(RowBatch.TAG, owns))
                .rows()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(row -> String.valueOf(row.getValues().get(0)))))
        .containsInAnyOrder(owned);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return notOwned(result);
  }

  private static long notOwned(PipelineResult result) {
    MetricsFilter own =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(Tally.NAMESPACE))
            .build();
    long count = 0;
    for (MetricResult<Long> counter : result.metrics().queryMetrics(own).getCounters()) {
      assertThat(counter.getName().getName()).isIn("history/not_owned", "live/not_owned");
      count += counter.getAttempted();
    }
    return count;
  }

  private static TimestampedValue<Row> row(String at) {
    return TimestampedValue.of(Rows.of(SCHEMA, at), Instant.parse(at));
  }
}
