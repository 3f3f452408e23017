package dev.mainstem.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.launch.RunnerOptions;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.rehearsal.Comparison;
import dev.mainstem.rehearsal.Difference;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the verb finds what depends on the form of the rows, and nothing else. */
class VerifyVerbTest {

  private static final String HEAD =
      """
      name: trips
      stream:
        schema: {id: string, zone: string, at: timestamp, fare: double, line: "int64?"}
        event_time: at
        max_out_of_orderness: ${DISORDER}
      history: {path: trips.csv}
      sinks: [{type: WriteToJson, config: {path: out/rows}}]
      """;

  private static final String HOURS =
      """
      windowing: {type: fixed, size: 1h}
      transforms:
        - name: by_zone
          type: Combine
          config: {group_by: [zone], combine: {trips: count, income: {fn: sum, value: fare}}}
      """;

  @TempDir private Path folder;

  /** Beside forty trips of two zones, one every five minutes, and a row that is none. */
  private Path write(String definition) throws IOException {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "t%d,%s,2026-01-01T%02d:%02d:00Z,%d.1,\n"
                        .formatted(i, i % 2 == 0 ? "a" : "b", i / 12, i % 12 * 5, i))
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("trips.csv"), "id,zone,at,fare,line\n" + rows + "x,a,b,c,\n");
    return Files.writeString(folder.resolve("pipeline.yaml"), definition);
  }

  private InProcess verify(String definition, String... options) throws IOException {
    Path file = write(HEAD.replace("${DISORDER}", "5m") + definition);
    return InProcess.run(
        Stream.concat(Stream.of("verify", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void whatCountsEachRecordOnceIsTheSameInAllForms() throws IOException {
    InProcess run =
        verify(HOURS + "cutover: {dedupe: {by: [id]}}\n", "--seams=1", "--seed=7", "--rows=30");
    // trips up to 2:25, in two zones
    assertThat(run.out())
        .matches(
            """
            live alone
              by_zone: 6 rows the same
            seam at 2026-01-01T0[0-2]:[0-5][05]:00Z
              by_zone: 6 rows the same
            the same in all forms
            """);
    assertThat(run.err()).isEqualTo("verify: 30 rows of 1 file; one in ten comes twice\n");
    assertThat(run.code()).isZero();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** Trips of a zone within half an hour are one, and it depends on their order which of them. */
  @Test
  void whatDependsOnTheOrderOfArrivalIsFound() throws IOException {
    String definition = HOURS + "cutover: {dedupe: {by: [zone], within: 30m}}\n";
    Path file = write(HEAD.replace("${DISORDER}", "1h") + definition);
    Plan plan = Plan.of(DefinitionReader.read(file, Runs.noVariables()));
    List<Verification.Trial> trials = new ArrayList<>();
    Verification.of(plan, RunnerOptions.of(List.of("--runner=DirectRunner")), 40, 1)
        .run(0, trials::add);
    assertThat(trials).hasSize(1);
    assertThat(trials.get(0).isEqual()).isFalse();
    assertThat(trials.get(0).steps().values())
        .flatExtracting(Comparison::differing)
        .flatExtracting(Difference::fields)
        .extracting(Difference.Field::name)
        .contains("income");
  }

  @Test
  void whatLooksAtOneSideOnPurposeIsLeftOut() throws IOException {
    InProcess run =
        verify(
            """
            transforms:
              - {name: model, type: LinearRegression, config: {x: fare, y: fare, fit_on: history}}
            """);
    assertThat(run.err())
        .contains("less 1 bad record")
        .contains("not compared, looks at one side: model")
        .contains("there is nothing to compare");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void aStreamWithoutAHistoryHasNoRowsToTake() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            HEAD.replace("${DISORDER}", "5m")
                .replace(
                    "history: {path: trips.csv}", "live: {topic: t, bootstrap_servers: \"h:1\"}"));
    InProcess run = InProcess.run("verify", file.toString());
    assertThat(run.err()).contains("verify: needs a history, whose rows it takes");
    assertThat(run.code()).isEqualTo(2);
  }
}
