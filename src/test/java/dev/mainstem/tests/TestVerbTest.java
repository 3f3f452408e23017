package dev.mainstem.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of a definition, as a user runs them. */
class TestVerbTest {

  private static final String TRIPS =
      """
      name: trips
      stream:
        schema: {id: string, zone: string?, at: {type: timestamp, format: epoch_millis}, fare: double}
        event_time: at
      history: {path: none.csv}
      live: {topic: trips, bootstrap_servers: "localhost:1", stop: end}
      """;

  private static final String HOURS =
      TRIPS
          + """
      windowing: {type: fixed, size: 1h}
      transforms:
        - name: by_zone
          type: Combine
          config: {group_by: [zone], combine: {trips: count, income: {fn: sum, value: fare}}}
      sinks: [{type: WriteToConsole}]
      """;

  @TempDir private Path folder;

  private InProcess run(String definition, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("pipeline.yaml"), definition);
    String[] words = new String[options.length + 2];
    words[0] = "test";
    words[1] = file.toString();
    System.arraycopy(options, 0, words, 2, options.length);
    return InProcess.run(words);
  }

  @Test
  void rowsOfBothSidesGoThroughTheSeamAndWatermarksMakeRowsLate() throws IOException {
    InProcess run =
        run(
            HOURS
                + """
                cutover: {at: 2026-01-01T00:00:00Z}
                late: reject
                tests:
                  - name: each instant has one owner
                    history:
                      - {id: a, at: 2025-12-31T23:59:59.999Z, fare: 0.1}
                      - {id: b, at: 2026-01-01T00:00:00Z, fare: 2}
                    live:
                      - {id: a, at: 2025-12-31T23:59:59.999Z, fare: 0.1}
                      - {id: b, zone: north, at: 2026-01-01T00:00:00Z, fare: 0.2}
                      - {id: c, zone: north, at: 2026-01-01T00:30:00Z, fare: 0.1}
                    expect:
                      by_zone:
                        - {trips: 1, income: 0.1}
                        - {zone: north, trips: 2, income: 0.3}
                      stream:
                        - {id: a}
                        - {id: b}
                        - {id: c}
                  - name: what is behind the watermark is rejected
                    live:
                      - {id: a, at: 2026-01-01T10:59:00Z, fare: 1}
                      - watermark: 2026-01-01T11:00:00Z
                      - {id: b, at: 2026-01-01T10:58:00Z, fare: 1}
                      - {id: c, at: 2026-01-01T11:00:00Z, fare: 1}
                    expect:
                      by_zone:
                        - {trips: 1, window_start: 2026-01-01T10:00:00Z}
                        - {trips: 1, window_start: 2026-01-01T11:00:00Z}
                      rejected:
                        - source: stream
                          stage: late
                          raw: '{"id":"b","zone":null,"at":"2026-01-01T10:58:00Z","fare":1.0}'
                """);
    assertThat(run.out()).endsWith("2 tests: all as expected\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void panesAndModelsOfTheHistoryCanBeTested() throws IOException {
    InProcess run =
        run(
            TRIPS
                + """
                transforms:
                  - name: early
                    type: Combine
                    windowing: {type: fixed, size: 1h, early_every: 10s}
                    config: {combine: {trips: count}}
                  - name: model
                    type: LinearRegression
                    input: stream
                    config: {x: fare, y: 2 * fare + 1, fit_on: history}
                  - name: scored
                    type: ApplyModel
                    input: stream
                    config: {model: model, x: fare, output: guess}
                sinks: [{type: WriteToConsole}]
                tests:
                  - name: a window answers by the clock before it ends
                    live:
                      - {id: a, at: 2026-01-01T10:00:00Z, fare: 1}
                      - clock: 11s
                      - {id: b, at: 2026-01-01T10:01:00Z, fare: 1}
                    expect:
                      early:
                        - {trips: 1, pane: early, pane_index: 0}
                        - {trips: 2, pane: on_time, pane_index: 1}
                  - name: a live row waits for the model
                    history:
                      - {id: a, at: 2026-01-01T10:00:00Z, fare: 1}
                      - {id: b, at: 2026-01-01T10:00:00Z, fare: 3}
                    live:
                      - {id: c, at: 2026-01-01T11:00:00Z, fare: 10}
                    expect:
                      scored: [{id: c, guess: 21}]
                """);
    assertThat(run.out()).endsWith("2 tests: all as expected\n");
    assertThat(run.code()).isZero();
  }

  private static final String WRONG =
      """
      tests:
        # why this matters
        - name: hours
          live:
            - {id: a, zone: north, at: 2026-01-01T10:00:00Z, fare: 1.5}   # the first
            - {id: b, zone: south, at: 2026-01-01T10:00:00Z, fare: 2}
            - {id: c, zone: west, at: 2026-01-01T10:00:00Z, fare: 4}
            - {id: d, zone: west, at: 2026-01-01T11:00:00Z, fare: 4}
          expect:
            by_zone:
              # of ten
              - zone: north
                trips: 2   # counted twice?
                income: 1.5
              - {zone: nowhere, trips: 7, income: 1000}   # was there once
              - {zone: south, trips: 1, income: 2}        # stays
            stream: []
      """;

  @Test
  void whatDiffersIsToldFieldByField() throws IOException {
    InProcess run = run(HOURS + WRONG);
    assertThat(run.out())
        .isEqualTo(
            """
            differs  hours
              by_zone: 1 different, 1 missing, 2 extra
                differs  {"zone":"north","trips":1,"income":1.5}
                         trips: expected 2, found 1
                missing  {"zone":"nowhere","trips":7,"income":1000.0}
                extra    {"zone":"west","trips":1,"income":4.0}
                extra    {"zone":"west","trips":1,"income":4.0}
              stream: 4 extra
                extra    {"id":"a","zone":"north","at":"2026-01-01T10:00:00Z","fare":1.5}
                extra    {"id":"b","zone":"south","at":"2026-01-01T10:00:00Z","fare":2.0}
                extra    {"id":"c","zone":"west","at":"2026-01-01T10:00:00Z","fare":4.0}
                extra    {"id":"d","zone":"west","at":"2026-01-01T11:00:00Z","fare":4.0}
            1 test: 1 not as expected
            """);
    assertThat(run.code()).isEqualTo(3);
  }

  @Test
  void fixWritesWhatWasMadeAndLeavesAllElseAsItIs() throws IOException {
    InProcess run = run(HOURS + WRONG, "--fix");
    assertThat(run.code()).isZero();
    assertThat(Files.readString(folder.resolve("pipeline.yaml")))
        .isEqualTo(
            HOURS
                + """
                tests:
                  # why this matters
                  - name: hours
                    live:
                      - {id: a, zone: north, at: 2026-01-01T10:00:00Z, fare: 1.5}   # the first
                      - {id: b, zone: south, at: 2026-01-01T10:00:00Z, fare: 2}
                      - {id: c, zone: west, at: 2026-01-01T10:00:00Z, fare: 4}
                      - {id: d, zone: west, at: 2026-01-01T11:00:00Z, fare: 4}
                    expect:
                      by_zone:
                        # of ten
                        - zone: north
                          trips: 1   # counted twice?
                          income: 1.5
                        - {zone: south, trips: 1, income: 2}        # stays
                        - {zone: west, trips: 1, income: 4.0}
                        - {zone: west, trips: 1, income: 4.0}
                      stream: [
                        {id: a, zone: north, at: 2026-01-01T10:00:00Z, fare: 1.5},
                        {id: b, zone: south, at: 2026-01-01T10:00:00Z, fare: 2.0},
                        {id: c, zone: west, at: 2026-01-01T10:00:00Z, fare: 4.0},
                        {id: d, zone: west, at: 2026-01-01T11:00:00Z, fare: 4.0}]
                """);
    assertThat(InProcess.run("test", folder.toString()).out())
        .isEqualTo("ok       hours\n1 test: all as expected\n");
  }

  @Test
  void aPipelineThatComesWithTestsPassesThem() {
    InProcess run = InProcess.run("test", "pipelines/schema-change");
    assertThat(run.out()).endsWith("3 tests: all as expected\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void aCheckTellsWhatIsWrongInTests() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            HOURS
                + """
                tests:
                  - name: wrong
                    history:
                      - {id: a, at: soon, fare: 1}
                      - {id: a, fair: 1}
                    live:
                      - watermark: 2026-01-01T10:00:00Z
                      - watermark: 2026-01-01T10:00:00Z
                    expect:
                      by_zones: []
                      by_zone: [{trips: many}]
                """);
    InProcess run = InProcess.run("check", file.toString());
    assertThat(run.err().replace(file + ":", "").lines())
        .containsExactly(
            "16:9 tests[0].history[0]: at: expected an ISO-8601 time, found \"soon\"",
            "17:9 tests[0].history[1]: no such field: fair; there are" + " [id, zone, at, fare]",
            "20:9 tests[0].live[1]: a watermark only moves on: expected one after"
                + " 2026-01-01T10:00:00Z",
            "22:17 tests[0].expect.by_zones: no such step: by_zones (did you mean by_zone?); there"
                + " are [stream, by_zone, rejected]",
            "23:17 tests[0].expect.by_zone[0]: trips: expected int64, found \"many\"");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void aDefinitionWithoutTestsIsWrongUse() throws IOException {
    InProcess run = run(HOURS);
    assertThat(run.err()).contains("has no tests; write some under the key tests");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void rowsThatAreOnlyReferredToAreNotPutRight() throws IOException {
    InProcess run =
        run(
            HOURS
                + """
                tests:
                  - {name: a, live: [{id: a, at: 2026-01-01T10:00:00Z, fare: 1}], expect: {by_zone: &none [{trips: 2}]}}
                  - {name: b, live: [{id: a, at: 2026-01-01T10:00:00Z, fare: 1}], expect: {by_zone: *none}}
                """,
            "--fix");
    assertThat(run.err()).contains("15:", "has an alias, which --fix can't change");
    assertThat(run.code()).isEqualTo(2);
  }
}
