package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole grammar, read into records. */
class DefinitionReaderTest {

  private final Definition definition = Definitions.read(Definitions.WHOLE);

  @Test
  void nothingIsWrongWithIt() {
    assertThat(Definitions.problems(Definitions.WHOLE)).isEmpty();
    assertThat(Definitions.problems(Definitions.RIGHT)).isEmpty();
  }

  @Test
  void streamHasItsFieldsInOrderWithTheirOrigins() {
    assertThat(definition.name()).isEqualTo("trips-by-zone");
    StreamSpec stream = definition.stream();
    assertThat(stream.eventTime()).isEqualTo("pickup_at");
    assertThat(stream.eventTimeIndex()).isEqualTo(2);
    assertThat(stream.maxOutOfOrderness()).isEqualTo(Duration.ofMinutes(90));
    assertThat(stream.fields())
        .containsExactly(
            FieldSpec.named("trip_id", FieldType.STRING, false),
            FieldSpec.named("zone", FieldType.STRING, true),
            FieldSpec.named("pickup_at", FieldType.TIMESTAMP, false),
            FieldSpec.named("fare", FieldType.DOUBLE, false),
            new FieldSpec(
                "tip", FieldType.DOUBLE, true, List.of("tip ($)"), null, TimeFormat.ISO_UTC),
            new FieldSpec(
                "offset", FieldType.INT64, true, List.of(), Metadata.OFFSET, TimeFormat.ISO_UTC),
            new FieldSpec(
                "at",
                FieldType.TIMESTAMP,
                false,
                List.of("date", "hour"),
                null,
                new TimeFormat(
                    TimeFormat.Kind.PATTERN, "yyyy-MM-dd H", ZoneId.of("Europe/Zurich"))),
            new FieldSpec(
                "sent",
                FieldType.TIMESTAMP,
                true,
                List.of("sent"),
                null,
                new TimeFormat(TimeFormat.Kind.EPOCH_MILLIS, "", ZoneOffset.UTC)),
            new FieldSpec(
                "day",
                FieldType.DATE,
                true,
                List.of("day"),
                null,
                new TimeFormat(TimeFormat.Kind.PATTERN, "dd.MM.yyyy", ZoneOffset.UTC)),
            FieldSpec.named("grade", FieldType.INT32, true));
  }

  @Test
  void historyHasItsFilesAndTheirDialect() {
    HistorySpec history = definition.historySide().orElseThrow();
    assertThat(history.paths()).containsExactly("history/*.csv", "gs://bucket/*.csv.gz");
    assertThat(history.format()).isEqualTo(Format.CSV);
    assertThat(history.order()).isEqualTo(HistorySpec.Order.ANY);
    assertThat(history.pathFieldNames()).containsExactly("grade");
    assertThat(history.csv())
        .isEqualTo(
            new CsvSpec(
                ';',
                '\'',
                false,
                List.of("trip_id", "zone"),
                List.of("NA", "null"),
                "ISO-8859-1",
                true,
                true,
                '#'));
  }

  @Test
  void liveHasItsTopicAndItsBounds() {
    assertThat(definition.liveSide())
        .contains(
            new LiveSpec(
                "trips",
                "broker:9092",
                MessageSpec.JSON,
                new LiveSpec.Start(LiveSpec.Start.Kind.COMMITTED, null),
                Duration.ofHours(2),
                LiveSpec.Stop.END,
                null,
                Map.of("security.protocol", "SASL_SSL", "max.poll.records", "500"),
                List.of(),
                true));
    assertThat(definition.isEndless()).isFalse();
    assertThat(definition.answersOnTheWay()).isFalse();
  }

  @Test
  void wholeRecordLeavesOutMetadataAndTakesFieldsOfNamesWhereBothSidesHaveThem() {
    assertThat(definition.cutover())
        .isEqualTo(
            new CutoverSpec(
                Instant.parse("2026-01-01T00:00:00Z"),
                false,
                new CutoverSpec.Dedupe(
                    List.of("trip_id", "zone", "pickup_at", "fare", "tip", "at", "sent", "day"),
                    List.of("grade"),
                    Duration.ofMinutes(5))));
  }

  @Test
  void windowsAreThoseOfTheDefinitionOrOfTheStep() {
    assertThat(definition.windowing())
        .isEqualTo(
            new WindowSpec(
                WindowSpec.Kind.SLIDING,
                Duration.ofHours(1),
                Duration.ofMinutes(15),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                WindowSpec.Accumulation.DISCARDING));
    assertThat(definition.transforms().get(2).windowing())
        .isEqualTo(
            new WindowSpec(
                WindowSpec.Kind.FIXED,
                Duration.ofDays(1),
                Duration.ZERO,
                Duration.ofHours(6),
                Duration.ZERO,
                Duration.ZERO,
                null,
                WindowSpec.Accumulation.ACCUMULATING));
  }

  @Test
  void stepsAreAChainUnlessTheyNameTheirInput() {
    List<StepSpec> steps = definition.transforms();
    assertThat(steps).extracting(StepSpec::name).containsExactly("Filter", "Filter_2", "by_zone");
    assertThat(steps).extracting(StepSpec::input).containsExactly("stream", "Filter", "stream");
    assertThat(definition.sinks())
        .extracting(SinkSpec::input)
        .containsExactly("by_zone", "Filter_2");
  }

  @Test
  void rejectedRecordsGoWhereItSays() {
    assertThat(definition.rejectLate()).isTrue();
    assertThat(definition.rejected())
        .isEqualTo(new RejectedSpec(null, "trips-rejected", "broker:9092", Delivery.EXACTLY_ONCE));
  }

  @Test
  void everythingThatMayBeLeftOutHasItsDefault() {
    Definition least =
        Definitions.read(
            """
            name: least
            stream: {schema: {at: timestamp}, event_time: at}
            history: {path: a.csv}
            live: {topic: t, bootstrap_servers: embedded, sample: [a.jsonl, b.jsonl]}
            sinks: [{type: WriteToConsole}]
            """);
    assertThat(least.problems().all()).isEmpty();
    assertThat(least.stream().maxOutOfOrderness()).isEqualTo(Duration.ofSeconds(10));
    assertThat(least.historySide())
        .contains(
            new HistorySpec(
                List.of("a.csv"),
                Format.CSV,
                CsvSpec.RFC_4180,
                null,
                HistorySpec.Order.ANY,
                HistorySpec.Disorder.REJECT));
    assertThat(least.liveSide())
        .contains(
            new LiveSpec(
                "t",
                "embedded",
                MessageSpec.JSON,
                new LiveSpec.Start(LiveSpec.Start.Kind.EARLIEST, null),
                Duration.ofHours(1),
                LiveSpec.Stop.NEVER,
                Duration.ofSeconds(30),
                Map.of(),
                List.of("a.jsonl", "b.jsonl"),
                false));
    assertThat(least.cutover()).isEqualTo(CutoverSpec.NONE);
    assertThat(least.windowing()).isEqualTo(WindowSpec.GLOBAL);
    assertThat(least.transforms()).isEmpty();
    assertThat(least.sinks()).extracting(SinkSpec::input).containsExactly("stream");
    assertThat(least.rejectLate()).isFalse();
    assertThat(least.rejected()).isEqualTo(new RejectedSpec("out/rejected", null, null, null));
    assertThat(least.isEndless()).isTrue();
    assertThat(least.answersOnTheWay()).isTrue();
  }

  @Test
  void startIsTheCutoverWhereThereIsOne() {
    LiveSpec.Start cutover = new LiveSpec.Start(LiveSpec.Start.Kind.CUTOVER, null);
    assertThat(Definitions.read(Definitions.RIGHT).liveSide().orElseThrow().start())
        .isEqualTo(cutover);
    Definition found = Definitions.read(Definitions.with(16, "at: history_end"));
    assertThat(found.liveSide().orElseThrow().start()).isEqualTo(cutover);
    assertThat(found.cutover().at()).isNull();
    assertThat(found.cutover().atHistoryEnd()).isTrue();
    assertThat(found.problems().all()).isEmpty();
  }

  @Test
  void historyEndNeedsBothSides() {
    String live =
        """
        name: trips
        stream: {schema: {at: timestamp}, event_time: at}
        live: {topic: trips, bootstrap_servers: embedded}
        cutover: {at: history_end}
        sinks: [{type: WriteToConsole}]
        """;
    String history = live.replaceFirst("live: .*", "history: {path: a.csv}");
    String problem =
        "4:15 cutover.at: history_end needs a history and a live side, which meet there";
    assertThat(Definitions.problems(live)).containsExactly(problem);
    assertThat(Definitions.problems(history)).containsExactly(problem);
  }

  @Test
  void startMayBeAnInstant() {
    String yaml = Definitions.with(13, "start: 2025-12-02 03:04:05+01:00\n  topic: trips");
    assertThat(Definitions.read(yaml).liveSide().orElseThrow().start())
        .isEqualTo(
            new LiveSpec.Start(LiveSpec.Start.Kind.INSTANT, Instant.parse("2025-12-02T02:04:05Z")));
  }

  @Test
  void relativePathsStartFromTheFolderOfTheDefinition() {
    assertThat(definition.resolve("history/*.csv")).isEqualTo("/data/trips/history/*.csv");
    assertThat(definition.resolve("/elsewhere/*.csv")).isEqualTo("/elsewhere/*.csv");
    assertThat(definition.resolve("gs://bucket/a.csv")).isEqualTo("gs://bucket/a.csv");
  }
}
