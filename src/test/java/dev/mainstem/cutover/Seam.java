package dev.mainstem.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Batches;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Plays scripts of records and watermarks into the seam of a definition. */
final class Seam {

  private static final Schema SCHEMA =
      Rows.schemaOf(definition(Map.of("by", "id"), Map.of()).stream().rowType());

  private final Definition definition;

  private Seam(Definition definition) {
    this.definition = definition;
  }

  /** A seam with a dedupe; nothing is allowed to be late. */
  static Seam dedupe(Map<String, ?> dedupe) {
    return new Seam(definition(dedupe, Map.of()));
  }

  /** A seam with a dedupe, and more of the definition. */
  static Seam dedupe(Map<String, ?> dedupe, Map<String, ?> more) {
    return new Seam(definition(dedupe, more));
  }

  private static Definition definition(Map<String, ?> dedupe, Map<String, ?> more) {
    Map<String, Object> schema =
        Map.of(
            "id", "string?",
            "value", "double",
            "grade", "string?",
            "line", Map.of("type", "int64?", "from", "@line"),
            "t", "timestamp");
    Map<String, Object> definition =
        new HashMap<>(
            Map.of(
                "name", "scripted",
                "stream", Map.of("schema", new TreeMap<>(schema), "event_time", "t"),
                "history",
                    Map.of("path", "x.csv", "format", "csv", "path_fields", "(?<grade>\\w+).csv"),
                "cutover", Map.of("dedupe", dedupe),
                "sinks", List.of(Map.of("type", "WriteToConsole"))));
    definition.putAll(more);
    return DefinitionReader.build(definition, Path.of(""));
  }

  static TestStream.Builder<Row> script() {
    return TestStream.create(RowCoder.of(SCHEMA));
  }

  static Instant at(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }

  /** A record with an id at a second. */
  static TimestampedValue<Row> record(@Nullable String id, long second) {
    return record(id, 1.5, null, null, second);
  }

  /** A whole record; fields of the row are in the order of their names. */
  static TimestampedValue<Row> record(
      @Nullable String id, double value, @Nullable String grade, @Nullable Long line, long second) {
    Row row = Rows.of(SCHEMA, grade, id, line, at(second), value);
    return TimestampedValue.of(row, at(second));
  }

  /**
   * Plays the script on the DirectRunner and expects these records, as {@code id@second}, to pass.
   *
   * @return what was counted, by the counter's name, and the rejected ones under their reasons
   */
  Map<String, Long> expect(TestStream<Row> script, List<String> passed, String... rejected) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple outputs =
        PCollectionList.of(Batches.ofOne(pipeline.apply(script).setRowSchema(SCHEMA)))
            .apply(Unify.of(definition));
    PAssert.that(RowStream.of(outputs).rows().apply(ParDo.of(new DescribeFn())))
        .containsInAnyOrder(passed);
    PAssert.that(
            outputs
                .get(Rejected.TAG)
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(r -> r.stage() + " " + r.reason() + " " + r.raw())))
        .containsInAnyOrder(rejected);
    PipelineResult result = pipeline.run();
    assertThat(result.waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
    return counts(result);
  }

  private static Map<String, Long> counts(PipelineResult result) {
    MetricsFilter own =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(Tally.NAMESPACE))
            .build();
    Map<String, Long> counts = new TreeMap<>();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(own).getCounters()) {
      counts.put(counter.getName().getName(), counter.getAttempted());
    }
    return counts;
  }

  private static final class DescribeFn extends DoFn<Row, String> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Row row, @Timestamp Instant timestamp, OutputReceiver<String> out) {
      out.output(row.getValue("id") + "@" + timestamp.getMillis() / 1_000);
    }
  }
}
