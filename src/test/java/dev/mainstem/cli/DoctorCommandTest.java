package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out before anything is run. */
class DoctorCommandTest {

  @TempDir private Path folder;

  private static InProcess doctor(Object... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "doctor";
    for (int i = 0; i < arguments.length; i++) {
      words[i + 1] = arguments[i].toString();
    }
    return InProcess.run(words);
  }

  private Path definition(String topic, String servers) {
    return Runs.write(
        folder,
        "pipeline.yaml",
        """
        name: examined
        stream: {schema: {id: int64, at: timestamp}, event_time: at}
        history: {path: "*.csv"}
        live: {topic: %s, bootstrap_servers: "%s", stop: end}
        cutover: {at: 2026-01-02T00:00:00Z, dedupe: {by: [id]}}
        sinks:
          - {type: WriteToJson, config: {path: out/rows}}
        """
            .formatted(topic, servers));
  }

  @Test
  void aMachineThatRunsTheseTestsWouldDo() {
    InProcess doctor = doctor();
    assertThat(doctor.code()).as(doctor.out()).isZero();
    assertThat(doctor.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .anyMatch(line -> line.startsWith("ok | java | " + Runtime.version()))
        .anyMatch(line -> line.startsWith("ok | ports | one on 127.0.0.1"))
        .anyMatch(line -> line.matches("(ok|warn) \\| memory \\| a heap of up to [0-9,]+ MB.*"));
  }

  @Test
  void whatADefinitionNamesIsLookedFor() {
    Runs.write(folder, "a.csv", "id,at\n1,2026-01-01T10:00:00Z\n");
    String topic = TestBroker.topic("examined", 3);
    InProcess doctor = doctor(definition(topic, TestBroker.servers()));
    assertThat(doctor.code()).as(doctor.out() + doctor.err()).isZero();
    assertThat(doctor.out())
        .contains("files: 1, bytes: 29", "topic " + topic + ", partitions: 3")
        .contains(folder + " can be written to");
  }

  @Test
  void whatIsNotThereFails() {
    InProcess doctor = doctor(definition("nowhere-to-be-found", TestBroker.servers()));
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out().lines().filter(line -> line.startsWith("fail  inputs")))
        .hasSize(2)
        .anyMatch(line -> line.contains("nowhere-to-be-found"))
        .anyMatch(line -> line.contains("*.csv"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aWrongDefinitionIsToldAsEverywhere() {
    InProcess doctor = doctor(Runs.write(folder, "pipeline.yaml", "name: wrong\n"));
    assertThat(doctor.code()).isEqualTo(2);
    assertThat(doctor.err()).contains("stream: is missing");
  }
}
