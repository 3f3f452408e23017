package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files into topics of a real broker. */
@Timeout(180)
class PublishCommandTest {

  private static final String DEFINITION =
      """
      name: tips
      stream:
        schema:
          at: {type: timestamp, from: [day, hour], format: "d.M.yyyy H"}
          code: string
          tip: {type: double, from: "tip ($)"}
          tags: array<int64>?
        event_time: at
      history: {path: nothing.csv, csv: {delimiter: ";", null_values: ["?"]}}
      sinks: [{type: WriteToConsole}]
      """;

  @TempDir Path folder;

  @Test
  void eachRecordIsOneMessageInTheOrderOfTheFiles() {
    String topic = TestBroker.topic("publish", 1);
    InProcess result =
        publish(
            topic,
            file("a.csv", "id,code\n9223372036854775807,007\n2,8\n"),
            file("b.jsonl", "{\"id\": 12345678901234567890123}\n{\"id\": 1.50}\n"),
            file("c.json", "[{\"id\":5},\n{\"id\":6}]"));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("published 6 records into %s at %s in ".formatted(topic, TestBroker.servers()));
    assertThat(result.err()).isEmpty();
    assertThat(TestBroker.values(topic))
        .containsExactly(
            "{\"id\":9223372036854775807,\"code\":\"007\"}",
            "{\"id\":2,\"code\":\"8\"}",
            "{\"id\":12345678901234567890123}",
            "{\"id\":1.50}",
            "{\"id\":5}",
            "{\"id\":6}");
    assertThat(TestBroker.messages(topic))
        .allSatisfy(message -> assertThat(message.key()).isNull());
  }

  @Test
  void messagesComeAtThePaceOfTheirTimesOrAMultipleOfIt() {
    String topic = TestBroker.topic("pace", 1);
    String definition = file("tips.yaml", DEFINITION);
    String csv = file("t.csv", "day;hour;code;tip ($)\n1.1.2026;10;a;1\n1.1.2026;12;b;2\n");
    long started = System.nanoTime();
    InProcess result = publish(topic, csv, "--definition=" + definition, "--speed=3600x");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started))
        .isGreaterThanOrEqualTo(2);
    assertThat(TestBroker.values(topic)).hasSize(2);
  }

  @Test
  void aPaceNeedsTheTimesOfRecords() {
    String csv = file("t.csv", "code\na\n");
    assertThat(publish("nowhere", csv, "--speed=1x").err())
        .startsWith("--speed needs --definition, which says what the time of a record is\n");
    assertThat(publish("nowhere", csv, "--speed=1x", "--as=array").err())
        .startsWith("--speed is for --as records: one message has one time\n");
    InProcess none = publish("nowhere", csv, "--speed=fast");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err())
        .contains("--speed")
        .contains("expected a factor such as 1x, 0.5x or 60x, found fast");
  }

  @Test
  void aColumnHasOneTypeInAllFiles() {
    String topic = TestBroker.topic("types", 1);
    publish(topic, file("a.csv", "code\n7\n"), file("b.csv", "code\n007\n"));
    assertThat(TestBroker.values(topic)).containsExactly("{\"code\":\"7\"}", "{\"code\":\"007\"}");
  }

  @Test
  void allRecordsAreOneArrayInOneMessage() {
    String topic = TestBroker.topic("array", 1);
    InProcess result =
        publish(topic, file("a.csv", "n\n1\n2\n"), file("b.jsonl", "{\"n\":3}"), "--as", "array");
    assertThat(result.out()).startsWith("published 3 records as one array into " + topic);
    assertThat(TestBroker.values(topic)).hasSize(1);
    assertThat(Runs.json(TestBroker.values(topic).get(0)))
        .isEqualTo(Runs.json("[{\"n\":1},{\"n\":2},{\"n\":3}]"));
  }

  @Test
  void noRecordsAreNoMessage() {
    String topic = TestBroker.topic("empty", 1);
    InProcess result = publish(topic, file("a.csv", "n\n"), "--as", "array");
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("published 0 records");
    assertThat(TestBroker.values(topic)).isEmpty();
  }

  @Test
  void oneFieldIsAKeyAsText() {
    String topic = TestBroker.topic("key", 1);
    publish(
        topic,
        file("a.csv", "id,n\n9223372036854775807,1\n,2\n"),
        file("b.jsonl", "{\"id\":\"x\\u00e9\"}"),
        "--key",
        "id");
    assertThat(keys(topic)).containsExactly("9223372036854775807", null, "x\u00e9");
  }

  @Test
  void severalFieldsAreAKeyAsJson() {
    String topic = TestBroker.topic("keys", 1);
    publish(
        topic,
        file("a.jsonl", "{\"c\":null,\"a\":\"x \\\"y\\\"\",\"b\":1.50,\"d\":true}"),
        "--key=a,b,c",
        "--key=d");
    assertThat(keys(topic)).containsExactly("[\"x \\\"y\\\"\",1.50,null,true]");
  }

  @Test
  void aRecordWithoutItsKeyIsBad() {
    String topic = TestBroker.topic("keyless", 1);
    String file = file("a.jsonl", "{\"n\":1}\n{\"id\":{}}\n{\"id\":3}\n");
    InProcess result = publish(topic, file, "--key", "id");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err().lines())
        .containsExactly(
            file + ":1: expected a member id for the key, found none",
            file + ":2: expected a single value of id for the key, found an object or an array",
            "2 bad records left out");
    assertThat(TestBroker.values(topic)).containsExactly("{\"id\":3}");
    InProcess csv = publish(topic, file("a.csv", "id,n\n1,2\n"), "--key", "idd");
    assertThat(csv.code()).isEqualTo(1);
    assertThat(csv.err()).contains(":1: no column idd for --key").contains("id, n");
  }

  @Test
  void badRowsAreToldAndTheOthersArePublished() {
    String topic = TestBroker.topic("bad", 1);
    String file = file("a.csv", "a,b\n1,2\n3\n5,6\n");
    InProcess result = publish(topic, file);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).startsWith("published 2 records");
    assertThat(result.err())
        .isEqualTo(file + ":3: expected 2 cells, found 1\n1 bad record left out\n");
    assertThat(TestBroker.values(topic)).containsExactly("{\"a\":1,\"b\":2}", "{\"a\":5,\"b\":6}");
  }

  @Test
  void withADefinitionMessagesAreWhatItsLiveSideReadsStampedWithTheirEventTimes() {
    String topic = TestBroker.topic("defined", 1);
    Runs.write(folder, "pipeline.yaml", DEFINITION);
    InProcess result =
        publish(
            topic,
            file(
                "a.csv",
                "day;hour;code;tip ($);other;tags\n1.7.2025;09;12;2;5;[7, 8]\n2.7.2025;10;?;3.5;?;?\n"),
            "--definition",
            folder.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(TestBroker.values(topic))
        .containsExactly(
            "{\"day\":\"1.7.2025\",\"hour\":\"09\",\"code\":\"12\",\"tip ($)\":2.0,\"other\":5,\"tags\":[7,8]}",
            "{\"day\":\"2.7.2025\",\"hour\":\"10\",\"code\":null,\"tip ($)\":3.5,\"other\":null,\"tags\":null}");
    assertThat(stamps(topic)).containsExactly("2025-07-01T09:00:00Z", "2025-07-02T10:00:00Z");
  }

  @Test
  void intoATopicOfMessagesOfAvroNothingIsPublished() {
    String topic = TestBroker.topic("avro", 1);
    String live =
        "live: {topic: %s, bootstrap_servers: \"a:1\", format: avro, schema_file: a.avsc}\nsinks:";
    Runs.write(folder, "pipeline.yaml", DEFINITION.replace("sinks:", live.formatted(topic)));
    InProcess result = publish(topic, file("a.jsonl", "{}\n"), "--definition", folder.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .startsWith(
            "--topic: the live side of the definition reads Avro from %s, and what is published is"
                    .formatted(topic)
                + " JSON");
    assertThat(TestBroker.values(topic)).isEmpty();
  }

  @Test
  void anArrayIsStampedWithItsNewestEventTime() {
    String topic = TestBroker.topic("stamped", 1);
    Runs.write(folder, "pipeline.yaml", DEFINITION);
    publish(
        topic,
        file("a.jsonl", record("3.7.2025") + record("1.7.2025")),
        "--as=array",
        "--definition",
        folder.resolve("pipeline.yaml").toString());
    assertThat(stamps(topic)).containsExactly("2025-07-03T09:00:00Z");
  }

  @Test
  void withoutAnEventTimeAMessageIsStampedNow() {
    String topic = TestBroker.topic("now", 1);
    Runs.write(folder, "pipeline.yaml", DEFINITION);
    Instant before = Instant.now().minusMillis(1);
    publish(topic, file("a.jsonl", record("1.7.2025")));
    publish(
        topic,
        file("b.jsonl", "{\"day\":\"?\"}\n" + record("1.7.1960")),
        "--definition",
        folder.toString());
    assertThat(stamps(topic))
        .hasSize(3)
        .allSatisfy(stamp -> assertThat(Instant.parse(stamp)).isBetween(before, Instant.now()));
  }

  private static String record(String day) {
    return "{\"day\":\"%s\",\"hour\":9,\"code\":\"a\",\"tip ($)\":1}\n".formatted(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--create-topic", "--create-topic=3"})
  void aMissingTopicIsCreatedOnlyWhenAsked(String option) {
    String topic = "created" + option.length();
    String file = file("a.csv", "n\n1\n");
    InProcess refused = publish(topic, file);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("there is no topic " + topic + " at " + TestBroker.servers())
        .contains("--create-topic creates it");
    assertThat(publish(topic, option, file).code()).isZero();
    assertThat(TestBroker.values(topic)).containsExactly("{\"n\":1}");
    try (BrokerClient client = BrokerClient.connect("test", TestBroker.servers(), Map.of())) {
      assertThat(client.partitions(topic)).hasSize(option.endsWith("3") ? 3 : 1);
    }
    assertThat(publish(topic, file, "--create-topic=5").code()).isZero();
    assertThat(TestBroker.values(topic)).hasSize(2);
  }

  @Test
  void anArrayThatIsTooLargeSaysWhatToDo() {
    String topic = TestBroker.topic("large", 1);
    String file = file("a.csv", "n\n" + "1\n".repeat(200));
    InProcess result = publish(topic, file, "--as", "array", "--producer", "max.request.size=1000");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("the array is too large for one message: ")
        .contains("max.request.size is 1,000")
        .contains("--as records")
        .contains("max.message.bytes");
    assertThat(TestBroker.values(topic)).isEmpty();
  }

  @Test
  void aRecordThatIsTooLargeSaysWhatToRaise() {
    String topic = TestBroker.topic("large-record", 1);
    String file = file("a.csv", "text\n" + "x".repeat(2000) + "\n");
    InProcess result = publish(topic, file, "--producer", "max.request.size=1000");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("can't publish to " + topic)
        .contains("max.request.size")
        .contains("max.message.bytes");
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void aBrokerOrAFileThatIsNotThereIsOneClearError() throws IOException {
    String file = file("a.csv", "n\n1\n");
    InProcess noBroker =
        InProcess.run("publish", file, "--topic=t", "--bootstrap-servers", unusedAddress());
    assertThat(noBroker.code()).isEqualTo(1);
    assertThat(noBroker.err())
        .startsWith("--bootstrap-servers: no answer from 127.0.0.1:")
        .contains("Is the broker up");
    assertThat(noBroker.err().lines()).hasSize(1);
    String missing = folder.resolve("no.csv").toString();
    InProcess noFile = publish(TestBroker.topic("nothing", 1), file, missing);
    assertThat(noFile).isEqualTo(new InProcess(1, "", missing + ": there is no such file\n"));
  }

  @Test
  void wrongUseIsTwo() {
    String file = file("a.csv", "n\n1\n");
    assertWrong("--key is for --as records", file, "--as=array", "--key=n");
    assertWrong("--create-topic: expected a number", file, "--create-topic=0");
    assertWrong("--create-topic", file, "--create-topic=many");
    assertWrong("--producer acks: can't be set here", file, "--producer", "acks=0");
    assertWrong(
        "--producer interceptor.classes: can't be set here",
        file,
        "--producer=interceptor.classes=x");
    assertWrong("--as", file, "--as=rows");
    assertWrong("FILE");
    assertThat(InProcess.run("publish", file).code()).isEqualTo(2);
  }

  private void assertWrong(String message, String... words) {
    InProcess result = publish("wrong", words);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  private static InProcess publish(String topic, String... words) {
    return InProcess.run(
        Stream.concat(
                Stream.of("publish", "--topic", topic, "--bootstrap-servers", TestBroker.servers()),
                Stream.of(words))
            .toArray(String[]::new));
  }

  private static List<@Nullable String> keys(String topic) {
    return TestBroker.messages(topic).stream().map(PublishCommandTest::key).toList();
  }

  private static @Nullable String key(ConsumerRecord<byte[], byte[]> message) {
    return message.key() == null ? null : new String(message.key(), StandardCharsets.UTF_8);
  }

  private static List<String> stamps(String topic) {
    return TestBroker.messages(topic).stream()
        .map(message -> Instant.ofEpochMilli(message.timestamp()).toString())
        .toList();
  }

  private static String unusedAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  private String file(String name, String text) {
    return Runs.write(folder, name, text).toString();
  }
}
