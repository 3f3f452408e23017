package dev.mainstem.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.launch.RunReport;
import dev.mainstem.launch.UsageException;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind for whoever reads its results. */
@Timeout(120)
class SinksTest {

  private static final int ROWS = 40;

  @TempDir Path folder;

  @BeforeEach
  void aHistoryWithOneBadLine() {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(n -> "%d,%s,2026-01-01T10:00:00Z".formatted(n, n % 2 == 0 ? "a" : ""))
            .collect(Collectors.joining("\n"));
    Runs.write(folder, "history/rows.csv", "n,name,at\n" + rows + "\nx,b,2026-01-01T10:00:00Z\n");
  }

  @Test
  void rowsAreJsonLinesAndNothingHalfDoneIsLeftBesideThem() throws Exception {
    Runs.onDirect(folder, definition("{type: WriteToJson, config: {path: out/rows}}"));
    assertThat(filesOf("out"))
        .containsExactly(
            "out/.mainstem/rejected.manifest",
            "out/.mainstem/rows.manifest",
            "out/.mainstem/run.json",
            "out/rejected-00000.jsonl",
            "out/rows-00000.jsonl");
    assertThat(Runs.lines(folder, "out/rows"))
        .hasSize(ROWS)
        .contains("{\"n\":0,\"name\":\"a\",\"at\":\"2026-01-01T10:00:00Z\"}")
        .contains("{\"n\":1,\"name\":null,\"at\":\"2026-01-01T10:00:00Z\"}");
  }

  @Test
  void shardsAreAsManyFilesIfTheRowsCameInAsManyBundles() {
    Runs.write(folder, "history/more.csv", "n,name,at\n100,c,2026-01-01T10:00:00Z\n");
    Runs.onDirect(folder, definition("{type: WriteToJson, config: {path: out/rows, shards: 2}}"));
    assertThat(folder.resolve("out/rows-00000.jsonl")).exists();
    assertThat(folder.resolve("out/rows-00002.jsonl")).doesNotExist();
    assertThat(Runs.lines(folder, "out/rows")).hasSize(ROWS + 1);
  }

  @Test
  void aFreshRunReplacesTheFilesOfItsEarlierRunOnly() throws Exception {
    String yaml = definition("{type: WriteToJson, config: {path: out/rows}}");
    Runs.onDirect(folder, yaml);
    Path note = Runs.write(folder, "out/notes.txt", "mine");
    Runs.write(folder, "history/rows.csv", "n,name,at\n7,z,2026-01-01T10:00:00Z\n");
    Runs.onDirect(folder, yaml);
    assertThat(Runs.lines(folder, "out/rows")).hasSize(1);
    assertThat(folder.resolve("out/rejected-00000.jsonl")).doesNotExist();
    assertThat(note).hasContent("mine");
  }

  @Test
  void filesOfSomebodyElseAreNotReplaced() {
    Path foreign = Runs.write(folder, "out/rows-00000.jsonl", "somebody's");
    String yaml = definition("{type: WriteToJson, config: {path: out/rows}}");
    assertThatThrownBy(() -> Runs.onDirect(folder, yaml))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(foreign.toString());
    assertThat(foreign).hasContent("somebody's");
    assertThat(folder.resolve("out/.mainstem")).doesNotExist();
  }

  @Test
  void anOutputThatCanNotBeWrittenIsSaidBeforeTheJobStarts() {
    Runs.write(folder, "blocked", "a file");
    String yaml = definition("{type: WriteToJson, config: {path: blocked/rows}}");
    assertThatThrownBy(() -> Runs.onDirect(folder, yaml))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(folder.resolve("blocked").toString());
    assertThat(folder.resolve("out/.mainstem/run.json")).doesNotExist();
  }

  @Test
  void pathsMayHaveBlanksAndBrackets() throws Exception {
    Runs.onDirect(folder, definition("{type: WriteToJson, config: {path: \"out [1]/my rows\"}}"));
    assertThat(Runs.lines(folder, "out [1]/my rows")).hasSize(ROWS);
    assertThat(filesOf("out [1]"))
        .containsExactly("out [1]/.mainstem/my rows.manifest", "out [1]/my rows-00000.jsonl");
  }

  @Test
  void severalSinksMayReadOneStep() {
    RunReport report =
        Runs.onDirect(
            folder,
            definition(
                "{type: WriteToJson, config: {path: out/one}},"
                    + " {type: WriteToJson, config: {path: out/two}}"));
    assertThat(Runs.lines(folder, "out/one"))
        .hasSize(ROWS)
        .containsExactlyInAnyOrderElementsOf(Runs.lines(folder, "out/two"));
    assertThat(report.counts().of("sinks/0_WriteToJson", "lines")).isEqualTo(ROWS);
    assertThat(report.counts().of("sinks/1_WriteToJson", "lines")).isEqualTo(ROWS);
  }

  @Test
  void theKeyOfAMessageIsTheTextOfItsField() {
    List<ConsumerRecord<byte[], byte[]>> messages = written("key: [name]");
    assertThat(messages).hasSize(ROWS);
    assertThat(messages)
        .allSatisfy(
            m -> {
              boolean named = Runs.json(new String(m.value(), UTF_8)).hasNonNull("name");
              assertThat(m.key()).isEqualTo(named ? "a".getBytes(UTF_8) : null);
            });
  }

  @Test
  void theKeyOfSeveralFieldsIsAJsonArray() {
    List<ConsumerRecord<byte[], byte[]>> messages = written("key: [name, n]");
    assertThat(messages)
        .extracting(m -> new String(m.key(), UTF_8))
        .hasSize(ROWS)
        .contains("[\"a\",0]", "[null,1]");
  }

  @Test
  void withoutAKeyMessagesHaveNone() {
    assertThat(written("delivery: at_least_once"))
        .hasSize(ROWS)
        .allSatisfy(m -> assertThat(m.key()).isNull());
  }

  @Test
  void shardsOfMessagesAreShardsOfTransactions() {
    assertThatThrownBy(() -> written("shards: 2"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(
            "sinks[0].config.shards: has a meaning only with delivery: exactly_once");
  }

  @Test
  void rejectedRecordsMayGoToATopic() {
    String topic = TestBroker.topic("rejected", 1);
    String yaml =
        definition("{type: WriteToJson, config: {path: out/rows}}")
            .replace(
                "rejected: {path: out/rejected}",
                "rejected: {topic: %s, bootstrap_servers: \"%s\"}"
                    .formatted(topic, TestBroker.servers()));
    Runs.onDirect(folder, yaml);
    assertThat(TestBroker.values(topic))
        .singleElement()
        .satisfies(
            text ->
                assertThat(Runs.json(text).path("position"))
                    .isEqualTo(
                        Runs.json(
                            "{\"file\":\"history/rows.csv\",\"line\":%d}".formatted(ROWS + 2))));
    assertThat(folder.resolve("out/rejected-00000.jsonl")).doesNotExist();
  }

  @Test
  void aTopicThatIsNotThereIsSaidBeforeTheJobStarts() {
    String yaml =
        definition(
            "{type: WriteToKafka, config: {topic: nowhere, bootstrap_servers: \"%s\"}}"
                .formatted(TestBroker.servers()));
    assertThatThrownBy(() -> Runs.onDirect(folder, yaml))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("sinks[0].config: there is no topic nowhere");
    assertThat(folder.resolve("out/.mainstem/run.json")).doesNotExist();
  }

  @Test
  void theConsoleGetsOneObjectALine() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      Runs.onDirect(folder, definition("{type: WriteToConsole}"));
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8).lines())
        .hasSize(ROWS)
        .contains("{\"n\":3,\"name\":null,\"at\":\"2026-01-01T10:00:00Z\"}");
  }

  private List<ConsumerRecord<byte[], byte[]>> written(String config) {
    String topic = TestBroker.topic("written", 2);
    Runs.onDirect(
        folder,
        definition(
            "{type: WriteToKafka, config: {topic: %s, bootstrap_servers: \"%s\", %s}}"
                .formatted(topic, TestBroker.servers(), config)));
    return TestBroker.messages(topic);
  }

  private static String definition(String sinks) {
    return """
    name: sinks
    stream: {schema: {n: int64, name: "string?", at: timestamp}, event_time: at}
    history: {path: history/*.csv, format: csv}
    sinks: [%s]
    rejected: {path: out/rejected}
    """
        .formatted(sinks);
  }

  private List<String> filesOf(String name) throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .filter(f -> !f.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }
}
