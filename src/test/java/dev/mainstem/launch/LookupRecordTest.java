package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.history.LookupFile;
import dev.mainstem.history.LookupFiles;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that goes on looks up in the files that it began with. */
class LookupRecordTest {

  private static final String DEFINITION =
      """
      name: lookup
      stream: {schema: {t: timestamp, zone: string}, event_time: t}
      history: {path: history.csv}
      transforms:
        - type: Join
          config: {path: zones.csv, schema: {zone: string, name: string}, on: zone}
      sinks: [{type: WriteToJson, config: {path: out/rows}}]
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() {
    Runs.write(folder, "history.csv", "t,zone\n2026-01-01,a\n");
    Runs.write(folder, "zones.csv", "zone,name\na,x\n");
  }

  @Test
  void theRecordOfARunHasTheFileAndAChangeOfItStopsTheRunFromGoingOn() throws IOException {
    Plan plan = Plan.of(DefinitionReader.parse(DEFINITION, folder, Runs.noVariables()));
    Runs.run(plan.definition(), TestFlink.options());
    JsonNode noted =
        Runs.json(Files.readString(folder.resolve("out/.mainstem/run.json"))).path("lookups");
    assertThat(noted).hasSize(1);
    assertThat(noted.path(0).path("name").asText()).isEqualTo("zones.csv");
    assertThatCode(() -> LookupRecord.check(noted, found(plan))).doesNotThrowAnyException();

    Runs.write(folder, "zones.csv", "zone,name\na,y\n");
    assertThatThrownBy(() -> LookupRecord.check(noted, found(plan)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "Join: zones.csv is not as it was when the run began, so that the run can't go on; put"
                + " it back, or begin afresh without --resume");
  }

  private static List<LookupFile> found(Plan plan) {
    return LookupFiles.find(plan.definition(), plan.transforms().lookups());
  }
}
