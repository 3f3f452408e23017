package dev.mainstem.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.launch.Launch;
import dev.mainstem.launch.Progress;
import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.launch.UsageException;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.FakeS3;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestFlink;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Histories and results that are objects of an S3. */
@Timeout(120)
class ObjectStoreTest {

  @TempDir Path folder;
  private final FakeS3 s3 = FakeS3.start();

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void aHistoryIsReadAndResultsAreWrittenThere() {
    history(5);
    RunReport report = run(definition("any"), onFlink("--parallelism=2"));
    assertThat(report.counts().of("history", "rows")).isEqualTo(500);
    assertThat(s3.lines("out/rows-")).containsExactlyInAnyOrderElementsOf(rows(5));
    assertThat(s3.lines("out/zones-"))
        .containsExactlyInAnyOrder("zone,n", "a,167", "b,167", "c,166");
    assertThat(s3.lines("out/rejected-")).singleElement().asString().contains("part-0.csv");
    assertThat(s3.keys())
        .filteredOn(key -> key.contains(".mainstem/"))
        .allMatch(k -> k.endsWith(".manifest"));
  }

  @Test
  void soItIsOnTheDirectRunnerAndAFreshRunTakesThePlaceOfTheOneBefore() {
    history(2);
    run(definition("event_time"), options("--runner=DirectRunner"));
    assertThat(s3.lines("out/rows-")).containsExactlyInAnyOrderElementsOf(rows(2));
    s3.put("history/part-1.csv", "id,zone,at\n");
    run(definition("event_time"), options("--runner=DirectRunner"));
    assertThat(s3.lines("out/rows-")).containsExactlyInAnyOrderElementsOf(rows(1));
  }

  @Test
  void objectsOfSomebodyElseAreInTheWay() {
    history(1);
    s3.put("out/rows-00007.jsonl", "{}");
    assertThatThrownBy(() -> prepare(definition("any")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("s3://town/out/rows-00007.jsonl");
  }

  @Test
  void whatIsNotThereIsToldByItsName() {
    assertThatThrownBy(() -> prepare(definition("any")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "history.path: no file matches s3://town/history/*.csv (looked for"
                + " s3://town/history/*.csv)");
  }

  @Test
  void aFileSystemThatThereIsNotIsTold() {
    assertThatThrownBy(
            () ->
                prepare(
                    parse(
                        """
                        name: elsewhere
                        stream: {schema: {at: timestamp}, event_time: at}
                        history: {path: none.csv}
                        sinks: [{type: WriteToJson, config: {path: gs://town/out/rows}}]
                        """)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("can't write to gs://town/out: No filesystem found for scheme gs");
  }

  /** Parts of a hundred rows each, in three zones; the first has a row too many, which is bad. */
  private void history(int parts) {
    for (int part = 0; part < parts; part++) {
      StringBuilder csv = new StringBuilder("id,zone,at\n");
      for (int i = 0; i < 100; i++) {
        int id = part * 100 + i;
        csv.append("%d,%s,%s\n".formatted(id, zone(id), time(part, i)));
      }
      s3.put("history/part-%d.csv".formatted(part), csv + (part == 0 ? "x,a,b\n" : ""));
    }
  }

  private static String zone(int id) {
    return "abc".substring(id % 3, id % 3 + 1);
  }

  private static String time(int part, int i) {
    return "2026-01-0%dT10:%02d:00Z".formatted(part + 1, i / 2);
  }

  private static List<String> rows(int parts) {
    return IntStream.range(0, parts * 100)
        .mapToObj(
            id ->
                "{\"id\":%d,\"zone\":\"%s\",\"at\":\"%s\"}"
                    .formatted(id, zone(id), time(id / 100, id % 100)))
        .toList();
  }

  private Definition definition(String order) {
    return parse(
        """
        name: objects
        stream: {schema: {id: int64, zone: string, at: timestamp}, event_time: at}
        history: {path: "s3://town/history/*.csv", order: %s}
        transforms: [{type: Combine, config: {group_by: [zone], combine: {n: count}}}]
        sinks:
          - {type: WriteToJson, input: stream, config: {path: s3://town/out/rows}}
          - {type: WriteToCsv, config: {path: s3://town/out/zones}}
        rejected: {path: s3://town/out/rejected}
        """
            .formatted(order));
  }

  private Definition parse(String yaml) {
    return DefinitionReader.parse(yaml, folder, Runs.noVariables());
  }

  private Launch prepare(Definition definition) {
    return Launch.prepare(definition, options("--runner=DirectRunner"), Progress.SILENT);
  }

  private static RunReport run(Definition definition, PipelineOptions options) {
    try (Launch launch = Launch.prepare(definition, options, Progress.SILENT)) {
      return launch.run();
    }
  }

  private PipelineOptions onFlink(String... further) {
    return options(
        Stream.of(Stream.of(TestFlink.options()), Stream.of(further))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private PipelineOptions options(String... words) {
    return RunnerOptions.of(Stream.concat(Stream.of(words), s3.options().stream()).toList());
  }
}
