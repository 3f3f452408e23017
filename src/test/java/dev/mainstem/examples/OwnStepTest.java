package dev.mainstem.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.Launch;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that builds a definition, adds a step of its own to its pipeline, and tests it. */
class OwnStepTest {

  @TempDir private Path folder;

  // example: the definition
  private static Definition tripsByZone(Path folder) {
    return DefinitionReader.build(
        Map.of(
            "name", "trips-by-zone",
            "stream",
                Map.of(
                    "schema",
                    Map.of("zone", "string", "at", "timestamp", "fare", "double"),
                    "event_time",
                    "at"),
            "history", Map.of("path", "trips.csv"),
            "windowing", Map.of("type", "fixed", "size", "1h"),
            "transforms",
                List.of(
                    Map.of(
                        "name", "by_zone",
                        "type", "Combine",
                        "config",
                            Map.of(
                                "group_by", List.of("zone"),
                                "combine", Map.of("trips", Map.of("fn", "count"))))),
            "sinks",
                List.of(Map.of("type", "WriteToJson", "config", Map.of("path", "out/by_zone")))),
        folder);
  }

  // example: the step

  /** The zones that had more than one trip in an hour: a step that no definition has a word for. */
  private static PCollection<String> busyZones(PCollection<Row> byZone) {
    return byZone
        .apply("busy", Filter.by(row -> row.getInt64("trips") > 1))
        .apply(
            "zone", MapElements.into(TypeDescriptors.strings()).via(row -> row.getString("zone")));
  }

  // example: end

  @Test
  void aStepOfOnesOwnTakesTheRowsOfAStepOfTheDefinition() {
    dev.mainstem.testing.Runs.write(
        folder,
        "trips.csv",
        """
        zone,at,fare
        north,2026-01-01T10:05:00Z,7.5
        south,2026-01-01T10:10:00Z,12
        north,2026-01-01T10:55:00Z,9
        north,2026-01-01T11:00:00Z,9
        """);
    // example: the test
    PipelineOptions options = RunnerOptions.of(List.of("--runner=DirectRunner"));
    try (Launch launch = Launch.prepare(tripsByZone(folder), options, Progress.SILENT)) {
      PAssert.that(busyZones(launch.rows("by_zone"))).containsInAnyOrder("north");
      RunReport report = launch.run();
      assertThat(report.counts().of("history", "rows")).isEqualTo(4);
    }
    // example: end
  }
}
