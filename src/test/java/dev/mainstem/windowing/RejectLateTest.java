package dev.mainstem.windowing;

import static dev.mainstem.windowing.Answers.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.Rejected;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** What {@code late: reject} rejects, with which words, and what it lets pass. */
class RejectLateTest {

  private static final Schema SCHEMA =
      Rows.schemaOf(RowType.of(new RowType.Field("name", FieldType.STRING, false)));

  private static final Map<String, ?> HOURS = Map.of("type", "fixed", "size", "1h");

  @Test
  void aRowOfAWindowThatIsClosedIsRejectedWithTheWatermarkAndItsTime() {
    expect(
        definition(HOURS, Map.of()),
        script()
            .addElements(row("a", "10:10:00"))
            // not past the end of 10:00-11:00
            .advanceWatermarkTo(at("10:59:59.999"))
            .addElements(row("b", "10:20:00"))
            // past it
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(row("c", "10:59:59.999"), row("d", "11:00:00"))
            .advanceWatermarkToInfinity(),
        List.of("a", "b", "d"),
        List.of(
            "late: is late: expected to come before the watermark 2026-01-01T11:00:00.000Z,"
                + " found event time 2026-01-01T10:59:59.999Z {\"name\":\"c\"}"));
  }

  @Test
  void aRowWithinTheAllowedLatenessPasses() {
    expect(
        definition(Map.of("type", "fixed", "size", "1h", "allowed_lateness", "10m"), Map.of()),
        script()
            // the last instant at which 10:00-11:00 is open
            .advanceWatermarkTo(at("11:09:59.999"))
            .addElements(row("kept", "10:30:00"))
            // past it
            .advanceWatermarkTo(at("11:10:00"))
            .addElements(row("late", "10:30:00"))
            .advanceWatermarkToInfinity(),
        List.of("kept"),
        List.of(
            "late: is late: expected to come before the watermark 2026-01-01T11:10:00.000Z,"
                + " found event time 2026-01-01T10:30:00.000Z {\"name\":\"late\"}"));
  }

  @Test
  void aStepsOwnWindowThatClosesFirstDecides() {
    expect(
        definition(Map.of("type", "global"), HOURS),
        script()
            // past the end of 10:00-11:00
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(row("late", "10:30:00"), row("a", "11:30:00"))
            .advanceWatermarkToInfinity(),
        List.of("a"),
        List.of(
            "late: is late: expected to come before the watermark 2026-01-01T11:00:00.000Z,"
                + " found event time 2026-01-01T10:30:00.000Z {\"name\":\"late\"}"));
  }

  @Test
  void nothingIsLateForAllTime() {
    expect(
        definition(Map.of("type", "global"), Map.of()),
        script()
            .advanceWatermarkTo(at("11:00:00"))
            .addElements(row("a", "10:30:00"))
            .advanceWatermarkToInfinity(),
        List.of("a"),
        List.of());
  }

  /** Of windows of 5 ms, in ticks: which the last one is that holds a tick, by counting. */
  @Property
  void aRowPassesExactlyAsLongAsItsLastWindowIsOpen(
      @ForAll @IntRange(min = -30, max = 30) int time,
      @ForAll @IntRange(min = -50, max = 50) int watermark,
      @ForAll @IntRange(max = 9) int lateness,
      @ForAll @IntRange(min = 1, max = 5) int period) {
    int start = -100 * period;
    while (start + period <= time) {
      start += period;
    }
    boolean open = watermark <= start + 5 - 1 + lateness;
    Definition definition =
        definition(
            Map.of(
                "type",
                "sliding",
                "size",
                "5ms",
                "period",
                period + "ms",
                "allowed_lateness",
                lateness + "ms"),
            Map.of());
    assertThat(RejectLate.isInTime(time, watermark, definition.windowing())).isEqualTo(open);
  }

  @Test
  void aSessionsWindowIsThatOfItsRowAloneAsBeamDropsIt() {
    Definition definition = definition(Map.of("type", "sessions", "gap", "10ms"), Map.of());
    assertThat(RejectLate.isInTime(0, 9, definition.windowing())).isTrue();
    assertThat(RejectLate.isInTime(0, 10, definition.windowing())).isFalse();
  }

  @Test
  void anOffsetShiftsTheLineToo() {
    Definition definition =
        definition(Map.of("type", "fixed", "size", "10ms", "offset", "3ms"), Map.of());
    assertThat(RejectLate.isInTime(2, 2, definition.windowing())).isTrue();
    assertThat(RejectLate.isInTime(2, 3, definition.windowing())).isFalse();
    assertThat(RejectLate.isInTime(-8, -7, definition.windowing())).isFalse();
    assertThat(RejectLate.isInTime(3, 12, definition.windowing())).isTrue();
  }

  private static Definition definition(Map<String, ?> shared, Map<String, ?> own) {
    Map<String, Object> step =
        Map.of("type", "Combine", "config", Map.of("combine", Map.of("n", "count")));
    List<Object> steps = new ArrayList<>(List.of(step));
    if (!own.isEmpty()) {
      steps.add(Map.of("type", "Combine", "windowing", own, "config", step.get("config")));
    }
    return DefinitionReader.build(
        Map.of(
            "name",
            "scripted",
            "stream",
            Map.of("schema", Map.of("t", "timestamp"), "event_time", "t"),
            "history",
            Map.of("path", "none.csv", "format", "csv"),
            "windowing",
            shared,
            "transforms",
            steps,
            "late",
            "reject",
            "sinks",
            List.of(Map.of("type", "WriteToConsole"))),
        Path.of(""));
  }

  private static TestStream.Builder<Row> script() {
    return TestStream.create(RowCoder.of(SCHEMA));
  }

  private static TimestampedValue<Row> row(String name, String time) {
    return TimestampedValue.of(Rows.of(SCHEMA, name), at(time));
  }

  private static void expect(
      Definition definition, TestStream<Row> script, List<String> passed, List<String> rejected) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Row> rows = pipeline.apply(script).setRowSchema(SCHEMA);
    PCollectionTuple outputs =
        RejectLate.of(definition)
            .map(late -> rows.apply(late))
            .orElseGet(() -> PCollectionTuple.of(Rows.TAG, rows));
    PAssert.that(
            outputs
                .get(Rows.TAG)
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(row -> String.valueOf(row.getValues().get(0)))))
        .containsInAnyOrder(passed);
    if (outputs.has(Rejected.TAG)) {
      PAssert.that(
              outputs
                  .get(Rejected.TAG)
                  .apply(
                      MapElements.into(TypeDescriptors.strings())
                          .via(r -> r.stage() + ": " + r.reason() + " " + r.raw())))
          .containsInAnyOrder(rejected);
    } else {
      assertThat(rejected).isEmpty();
    }
    pipeline.run().waitUntilFinish();
  }
}
