package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launch finds of a file to look up in, and what a worker makes of it. */
class LookupFilesTest {

  private static final String ZONES = "zone,line,name\na,1,x\na,2,y\n,3,z\n";

  @TempDir Path folder;

  @Test
  void theFileIsFoundWithItsRowsAndKeys() {
    Runs.write(folder, "zones.csv", ZONES);
    LookupFile found = find("zones.csv");
    assertThat(found.file().name()).isEqualTo("zones.csv");
    assertThat(found.rows()).isEqualTo(3);
    assertThat(found.keys()).isEqualTo(2);
    assertThat(found.bytes()).isEqualTo(ZONES.length());
  }

  @Test
  void aWorkerFindsRowsByTheirKeys() {
    Runs.write(folder, "zones.csv", ZONES);
    LookupFile sent = SerializableUtils.clone(find("zones.csv"));
    assertThat(sent.open().find(List.of("a", 2L))).containsExactly("y");
    assertThat(sent.open().find(List.of("b", 2L))).isNull();
    assertThat(sent.open().find(Arrays.asList(null, 3L))).isNull();
  }

  @Test
  void theTasksOfAProcessShareOneTable() {
    Runs.write(folder, "zones.csv", ZONES);
    LookupFile found = find("zones.csv");
    assertThat(SerializableUtils.clone(found).open()).isSameAs(found.open());
  }

  @Test
  void aCompressedFileIsReadAsAnyOther() throws IOException {
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("zones.csv.gz")))) {
      out.write(ZONES.getBytes(StandardCharsets.UTF_8));
    }
    LookupFile found = find("zones.csv.gz");
    assertThat(found.bytes()).isEqualTo(ZONES.length());
    assertThat(found.open().find(List.of("a", 1L))).containsExactly("x");
  }

  @Test
  void aFileThatHasChangedSinceTheLaunchIsRefusedByTheWorker() {
    Runs.write(folder, "zones.csv", ZONES);
    LookupFile found = find("zones.csv");
    Runs.write(folder, "zones.csv", ZONES.replace('x', 'w'));
    assertThatThrownBy(found::open)
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "Join: zones.csv has changed since the launch, so that equal rows would get different"
                + " values; put it back, or start a run afresh");
  }

  @Test
  void columnsThatHaveChangedTheirPlacesAreAChangeToo() {
    Runs.write(folder, "zones.csv", ZONES);
    LookupFile found = find("zones.csv");
    Runs.write(folder, "zones.csv", ZONES.replace("zone,line,name", "name,line,zone"));
    assertThatThrownBy(found::open).hasMessageContaining("has changed since the launch");
  }

  @Test
  void allRowsThatAreBadOrHaveAKeyTwiceAreToldAtOnce() {
    Runs.write(folder, "zones.csv", "zone,line,name\na,1,x\na,one,y\nb,1,\na,1,z\nb\n");
    assertThat(failure("zones.csv").lines())
        .containsExactly(
            "Join: zones.csv is no table to look up in:",
            "  zones.csv:3: line: expected int64, found \"one\"",
            "  zones.csv:4: name: expected string, found null",
            "  zones.csv:5: has the key [\"a\",1], as zones.csv:2 has; a lookup has one answer",
            "  zones.csv:6: expected 3 cells, found 1");
  }

  @Test
  void theFileMustBeThereWithItsColumns() {
    assertThat(failure("zones.csv"))
        .isEqualTo("Join.path: there is no file %s".formatted(folder.resolve("zones.csv")));
    Runs.write(folder, "zones.csv", "zone,lines,name\n");
    assertThat(failure("zones.csv"))
        .isEqualTo(
            "zones.csv:1: no column line for the field line of the schema (did you mean lines?);"
                + " the columns are zone, lines, name");
  }

  @Test
  void aFileThatWorkersHaveNoRoomForIsRefused() throws IOException {
    byte[] mebibyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(folder.resolve("zones.csv"))) {
      out.write("zone,line,name\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 64; i++) {
        out.write("a,%d,".formatted(i).getBytes(StandardCharsets.UTF_8));
        out.write(mebibyte);
        out.write('\n');
      }
    }
    assertThat(failure("zones.csv"))
        .isEqualTo(
            "Join: zones.csv has more than 67,108,864 bytes, and has to fit into the memory of each"
                + " worker; leave out rows and columns that nobody asks for");
  }

  private String failure(String path) {
    EnvironmentException thrown =
        catchThrowableOfType(EnvironmentException.class, () -> find(path));
    return String.valueOf(thrown.getMessage());
  }

  private LookupFile find(String path) {
    Definition definition =
        DefinitionReader.parse(
            """
            name: lookup
            stream: {schema: {t: timestamp, zone: string, line: int64}, event_time: t}
            history: {path: none.csv}
            transforms:
              - type: Join
                config:
                  path: %s
                  schema: {zone: "string?", line: int64, name: string}
                  on: [zone, line]
            sinks: [{type: WriteToConsole}]
            """
                .formatted(path),
            folder,
            Runs.noVariables());
    return LookupFiles.find(definition, Plan.of(definition).transforms().lookups()).get(0);
  }
}
