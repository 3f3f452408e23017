package dev.mainstem.transforms;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowJson;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Problem;
import dev.mainstem.testing.Batches;
import dev.mainstem.testing.Runs;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs the transforms of a definition over given trips on the DirectRunner. */
final class Steps {

  private static final String HEAD =
      """
      name: steps
      stream:
        schema: {t: timestamp, zone: "string?", fare: double, n: int64, tip: "double?",
                 price: decimal, day: date}
        event_time: t
      history: {path: none.csv, format: csv}
      sinks: [{type: WriteToConsole, input: stream}]
      """;

  private static final Schema SCHEMA = Rows.schemaOf(definition("").stream().rowType());

  private final Definition definition;
  private final TransformGraph graph;
  private final List<TimestampedValue<Row>> rows = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();

  private Steps(String yaml) {
    this.definition = definition(yaml);
    this.graph = TransformGraph.of(definition);
    definition.problems().throwIfAny();
  }

  /** The steps of a definition that goes on with this text, which starts at line 8. */
  static Steps of(String yaml) {
    return new Steps(yaml);
  }

  static Definition definition(String yaml) {
    return DefinitionReader.parse(HEAD + yaml, Path.of(""), Runs.noVariables());
  }

  /** What is wrong with them, as {@code line:column key: rule}. */
  static List<String> problems(String yaml) {
    try {
      Definition definition = definition(yaml);
      TransformGraph unused = TransformGraph.of(definition);
      return describe(definition.problems().all());
    } catch (DefinitionException e) {
      return describe(e.problems());
    }
  }

  private static List<String> describe(List<Problem> problems) {
    return problems.stream().map(p -> p.toString().replace("<definition>:", "")).toList();
  }

  /** A trip of no tip, of the first of January 2026. */
  Steps trip(String time, @Nullable String zone, double fare) {
    return trip(time, zone, fare, 1, null);
  }

  /** A trip of the first of January 2026. */
  Steps trip(String time, @Nullable String zone, double fare, long n, @Nullable Double tip) {
    Instant t = Instant.parse("2026-01-01T" + time + "Z");
    LocalDate day = LocalDate.of(2026, 1, 1);
    rows.add(
        TimestampedValue.of(
            Rows.of(SCHEMA, t, zone, fare, n, tip, new BigDecimal("1.50"), day), t));
    return this;
  }

  /** Expects these rows, as JSON, of the step that runs. */
  Steps gives(String... json) {
    expected.addAll(List.of(json));
    return this;
  }

  /** Expects these rejected records, as {@code stage: reason raw}. */
  Steps rejects(String... texts) {
    rejected.addAll(List.of(texts));
    return this;
  }

  /**
   * Runs all steps and looks at one of them, and at the rejected records of all: over rows one by
   * one, and over rows in batches.
   */
  void at(String step) {
    at(
        step,
        pipeline ->
            RowStream.of(
                pipeline
                    .apply(Create.timestamped(rows).withCoder(RowCoder.of(SCHEMA)))
                    .setRowSchema(SCHEMA)));
    at(
        step,
        pipeline ->
            RowStream.of(
                PCollectionTuple.of(RowBatch.TAG, pipeline.apply(Batches.of(rows, SCHEMA, 2)))));
  }

  private void at(String step, Function<Pipeline, RowStream> streams) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    RejectedRecords rejects = new RejectedRecords();
    RowStream stream = streams.apply(pipeline);
    AppliedSteps applied = graph.over(side -> stream, rejects, List.of(step));
    PCollection<Row> results = applied.rows(step);
    applied.applyAll();
    PAssert.that(
            results
                .apply(Window.into(new GlobalWindows()))
                .apply(ParDo.of(new ToJsonFn(results.getSchema()))))
        .containsInAnyOrder(expected);
    PAssert.that(
            rejects
                .all("Rejected")
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(r -> r.stage() + ": " + r.reason() + " " + r.raw())))
        .containsInAnyOrder(rejected);
    pipeline.run().waitUntilFinish();
  }

  private static final class ToJsonFn extends DoFn<Row, String> {

    private static final long serialVersionUID = 1L;

    private final Schema schema;

    ToJsonFn(Schema schema) {
      this.schema = schema;
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<String> out) {
      out.output(new RowJson(schema).toText(row));
    }
  }
}
