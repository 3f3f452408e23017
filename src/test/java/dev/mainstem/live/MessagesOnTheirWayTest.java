package dev.mainstem.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.Origin;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowBatch;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaRecordCoder;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages from the poll to their rows: packed, parsed once, and maybe sent to another worker. */
class MessagesOnTheirWayTest {

  private static final Definition DEFINITION =
      DefinitionReader.parse(
          """
          name: way
          stream:
            schema:
              at: timestamp
              n: int64
              offset: {type: int64, from: "@offset"}
              key: {type: "string?", from: "@key"}
              stamp: {type: timestamp, from: "@timestamp"}
            event_time: at
          live: {topic: t, bootstrap_servers: "127.0.0.1:1"}
          sinks: [{type: WriteToJson, config: {path: out/rows}}]
          """,
          Path.of(""),
          Runs.noVariables());
  private static final String GOOD = "{\"at\":\"2026-01-01T10:00:00Z\",\"n\":1}";
  private static final String ARRAY =
      "[{\"at\":\"2026-01-01T11:00:00Z\",\"n\":2},{\"at\":\"2026-01-01T12:00:00Z\",\"n\":\"?\"}]";

  @Test
  void messagesComeOutAsTheyWerePacked() {
    List<String> out = new ArrayList<>();
    Messages messages =
        value(MessagesOf.record(List.of(message(3, "k", "v"), message(7, null, ""))));
    messages.forEach("t", 1, m -> out.add(m.origin() + " " + text(m.value())));
    assertThat(out)
        .containsExactly(
            "Origin[file=null, line=0, topic=t, partition=1, offset=3, element=0] v",
            "Origin[file=null, line=0, topic=t, partition=1, offset=7, element=0] ");
  }

  @Test
  void aRecordIsAtTheOffsetOfTheLastOfItsMessagesAndHoldsNoMoreThanItMay() {
    String third = "v".repeat(20_000);
    List<ConsumerRecord<byte[], byte[]>> packed =
        Messages.pack(
            List.of(
                message(1, null, third),
                message(2, null, third),
                message(4, null, third),
                message(5, null, third),
                message(6, null, "v".repeat(100_000)),
                message(9, null, "v")));
    assertThat(packed).extracting(ConsumerRecord::offset).containsExactly(4L, 5L, 6L, 9L);
    assertThat(Messages.pack(List.of())).isEmpty();
  }

  @Test
  void whatTheWatermarkWasReadOfIsNotParsedAgain() {
    KafkaRecord<byte[], Messages> record = MessagesOf.record(List.of(message(0, null, GOOD)));
    assertThat(times().read(record)).isTrue();
    ParsedMessages parsed = value(record).parsed();
    assertThat(parsed).isNotNull();
    assertThat(new MessageParser(DEFINITION.stream(), MessageFormat.JSON).parse(record))
        .isSameAs(parsed);
  }

  @Test
  void aMessageThatIsBadElsewhereHasAnEventTimeAllTheSame() {
    MessageTimes times = times();
    assertThat(times.read(MessagesOf.record(List.of(message(0, null, ARRAY))))).isTrue();
    assertThat(Instant.ofEpochMilli(times.oldest()))
        .isEqualTo(Instant.parse("2026-01-01T11:00:00Z"));
    assertThat(Instant.ofEpochMilli(times.newest()))
        .isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
    assertThat(times.read(MessagesOf.record(List.of(message(0, null, "no JSON"))))).isFalse();
  }

  @Test
  void rowsAndRejectedRecordsAreTheSameHereAndOnAnotherWorker() throws Exception {
    KafkaRecord<byte[], Messages> record =
        MessagesOf.record(
            List.of(
                message(3, "k", GOOD),
                message(4, null, ARRAY),
                message(6, null, null),
                new ConsumerRecord<>("t", 1, 7, null, new byte[] {(byte) 0xff}),
                message(8, null, "no JSON")));
    times().read(record);
    KafkaRecordCoder<byte[], Messages> coder =
        KafkaRecordCoder.of(NullableCoder.of(ByteArrayCoder.of()), MessagesCoder.of());
    KafkaRecord<byte[], Messages> sent = CoderUtils.clone(coder, record);
    assertThat(value(sent).parsed()).isNull();
    List<String> expected =
        List.of(
            "2026-01-01T10:00:00.000Z [2026-01-01T10:00:00.000Z, 1, 3, k, 1970-01-01T00:00:00.003Z]",
            "2026-01-01T11:00:00.000Z [2026-01-01T11:00:00.000Z, 2, 4, null, 1970-01-01T00:00:00.004Z]",
            "4.2 n: expected int64, found \"?\": {\"at\":\"2026-01-01T12:00:00Z\",\"n\":\"?\"}",
            "6.0 expected a JSON object, found a message without a value: null",
            "7.0 expected text in UTF-8: /w==",
            "8.0 expected JSON");
    holds(given(record), expected);
    holds(given(sent), expected);
  }

  @Test
  void whatIsAtTheEndOrBehindItIsNotGivenOut() {
    List<ConsumerRecord<byte[], byte[]>> polled =
        List.of(message(2, null, GOOD), message(4, null, GOOD), message(7, null, GOOD));
    assertThat(TrackingConsumer.before(7, polled))
        .extracting(ConsumerRecord::offset)
        .containsExactly(2L, 4L);
    assertThat(TrackingConsumer.before(2, polled)).isEmpty();
    assertThat(TrackingConsumer.before(PartitionRange.NO_END, polled)).hasSize(3);
  }

  /** Sorted, as rows and rejected records are outputs of their own. */
  private static void holds(List<String> given, List<String> expected) {
    List<String> sorted = given.stream().sorted().toList();
    List<String> wanted = expected.stream().sorted().toList();
    assertThat(sorted).hasSameSizeAs(wanted);
    for (int i = 0; i < sorted.size(); i++) {
      assertThat(sorted.get(i)).startsWith(wanted.get(i));
    }
  }

  private static List<String> given(KafkaRecord<byte[], Messages> record) {
    Gathering gathering = new Gathering(new ArrayList<>());
    new ParseMessages(DEFINITION.stream(), MessageFormat.JSON)
        .process(List.of(TimestampedValue.of(record, Instant.EPOCH)), gathering);
    return gathering.given();
  }

  private static MessageTimes times() {
    return new MessageTimes.Factory(DEFINITION.stream(), MessageFormat.JSON).create();
  }

  private static Messages value(KafkaRecord<byte[], Messages> record) {
    return record.getKV().getValue();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, UTF_8);
  }

  /** Its timestamp is as many milliseconds as its offset is. */
  @SuppressWarnings("NullAway") // keys and values may be null
  private static ConsumerRecord<byte[], byte[]> message(
      long offset, @Nullable String key, @Nullable String value) {
    return new ConsumerRecord<>(
        "t",
        1,
        offset,
        offset,
        TimestampType.CREATE_TIME,
        0,
        0,
        key == null ? null : key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }

  /** What a step gives out, in words. */
  private record Gathering(List<String> given) implements MultiOutputReceiver {

    @Override
    public <T> OutputReceiver<T> get(TupleTag<T> tag) {
      return new OutputReceiver<>() {
        @Override
        public OutputBuilder<T> builder(T value) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void output(T rejected) {
          Rejected record = (Rejected) rejected;
          Origin origin = record.origin();
          given.add(
              "%d.%d %s: %s"
                  .formatted(origin.offset(), origin.element(), record.reason(), record.raw()));
        }

        @Override
        public void outputWithTimestamp(T rows, Instant timestamp) {
          RowBatch batch = (RowBatch) rows;
          for (int i = 0; i < batch.size(); i++) {
            given.add(Instant.ofEpochMilli(batch.time(i)) + " " + batch.row(i).getValues());
          }
        }
      };
    }

    @Override
    public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
      throw new UnsupportedOperationException();
    }
  }
}
