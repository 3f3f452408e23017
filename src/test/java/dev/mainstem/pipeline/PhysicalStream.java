package dev.mainstem.pipeline;

import dev.mainstem.launch.TimeSpan;
import dev.mainstem.pipeline.OneStreamContract.Form;
import dev.mainstem.pipeline.OneStreamContract.Seam;
import dev.mainstem.pipeline.SampleRecords.Measurement;
import dev.mainstem.testing.Runs;
import dev.mainstem.testing.TestBroker;
import dev.mainstem.testing.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The logical stream laid down in files and in a topic, with copies and bad records put in. */
final class PhysicalStream {

  private static final int PARTITIONS = 3;
  private static final int FILES = 2;
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final Form form;
  private final Seam seam;
  private final List<String> badPositions = new ArrayList<>();
  private final List<String> badTexts = new ArrayList<>();
  private String topic = "";
  private List<Measurement> inHistory = List.of();
  private List<Measurement> inTopic = List.of();

  private PhysicalStream(Form form, Seam seam) {
    this.form = form;
    this.seam = seam;
  }

  /** Writes the files and fills the topic. */
  static PhysicalStream of(List<Measurement> records, Form form, Seam seam, Path folder) {
    PhysicalStream stream = new PhysicalStream(form, seam);
    if (form != Form.LIVE) {
      stream.writeHistory(stream.withCopies(stream.historyOf(records)), folder);
    }
    if (form != Form.HISTORY) {
      stream.fillTopic(stream.withCopies(stream.topicOf(records)));
    }
    return stream;
  }

  /** History goes on for an hour behind the seam. */
  private List<Measurement> historyOf(List<Measurement> records) {
    Instant end = SampleRecords.SEAM.plus(OVERLAP);
    return records.stream().filter(r -> form != Form.FUSED || r.at().isBefore(end)).toList();
  }

  /** The topic begins an hour before the seam. */
  private List<Measurement> topicOf(List<Measurement> records) {
    Instant start = SampleRecords.SEAM.minus(OVERLAP);
    return records.stream().filter(r -> form != Form.FUSED || !r.at().isBefore(start)).toList();
  }

  /** Every fifth record stands there once more, where there is a dedupe to find it. */
  private List<Measurement> withCopies(List<Measurement> records) {
    List<Measurement> all = new ArrayList<>(records);
    boolean copied = seam != Seam.OWNED && seam != Seam.HISTORY_END;
    for (int i = 0; copied && i < records.size(); i += 5) {
      all.add(records.get(i));
    }
    return all;
  }

  private void writeHistory(List<Measurement> records, Path folder) {
    int perFile = (records.size() + FILES - 1) / FILES;
    for (int file = 0; file < FILES; file++) {
      List<String> lines = new ArrayList<>(List.of("id,device,at,value"));
      for (Measurement record :
          records.subList(file * perFile, Math.min(records.size(), (file + 1) * perFile))) {
        lines.add(record.csv());
        if (lines.size() % 70 == 0) {
          addBadLine(lines, "history/%d.csv".formatted(file));
        }
      }
      Runs.write(folder, "history/%d.csv".formatted(file), String.join("\n", lines) + "\n");
    }
    inHistory = records;
  }

  private void addBadLine(List<String> lines, String file) {
    // later than every good record: it is not where the history ends
    Instant late = SampleRecords.SEAM.plus(Duration.ofDays(1));
    String bad = "bad%d,d1,%s,much".formatted(lines.size(), late);
    lines.add(bad);
    badTexts.add(bad);
    badPositions.add(
        "history " + Runs.json("{\"file\":\"%s\",\"line\":%d}".formatted(file, lines.size())));
  }

  private void fillTopic(List<Measurement> records) {
    topic = TestBroker.topic("contract", PARTITIONS);
    try (Topics.Sender sender = Topics.sender(topic)) {
      for (int i = 0; i < records.size(); i++) {
        Measurement record = records.get(i);
        sender.send(i % PARTITIONS, record.at(), record.json());
        if (i % 70 == 69) {
          String bad = "{\"id\":\"bad%d\",\"at\":\"soon\"}".formatted(i);
          addBadMessage(sender.send(i % PARTITIONS, record.at(), bad), i % PARTITIONS, bad);
        }
      }
    }
    inTopic = records;
  }

  private void addBadMessage(long offset, int partition, String bad) {
    badTexts.add(bad);
    badPositions.add(
        "live "
            + Runs.json(
                "{\"topic\":\"%s\",\"partition\":%d,\"offset\":%d}"
                    .formatted(topic, partition, offset)));
  }

  /** The definition that reads it. */
  String definition() {
    return """
    name: contract-%s
    stream:
      schema:
        id: string
        device: string?
        at: timestamp
        value: double?
        offset: {type: "int64?", from: "%s"}
      event_time: at
      max_out_of_orderness: 9h
    %s%s%swindowing: {type: fixed, size: 1h}
    transforms:
      - type: Combine
        config:
          group_by: [device]
          combine:
            n: {fn: count}
            known: {fn: count, value: value}
            total: {fn: sum, value: value}
            mean: {fn: mean, value: value}
            low: {fn: min, value: value}
            high: {fn: max, value: value}
    sinks:
      - {type: WriteToJson, config: {path: out/windows}}
    """
        .formatted(
            form.name().toLowerCase(java.util.Locale.ROOT),
            form == Form.HISTORY ? "@line" : "@offset",
            form == Form.LIVE ? "" : "history: {path: history/*.csv, format: csv}\n",
            form == Form.HISTORY ? "" : live(),
            cutover());
  }

  private String live() {
    return "live: {topic: %s, bootstrap_servers: \"%s\", stop: end}\n"
        .formatted(topic, TestBroker.servers());
  }

  private String cutover() {
    return switch (seam) {
      case OWNED ->
          form == Form.FUSED ? "cutover: {at: \"%s\"}\n".formatted(SampleRecords.SEAM) : "";
      case HISTORY_END -> "cutover: {at: history_end}\n";
      case DEDUPED_BY_ID -> "cutover: {dedupe: {by: [id]}}\n";
      case DEDUPED_BY_RECORD -> "cutover: {dedupe: {by: record}}\n";
    };
  }

  /** The instant of its cut-over, or null if it has none. */
  @Nullable Instant cutoverAt() {
    return switch (seam) {
      case OWNED -> form == Form.FUSED ? SampleRecords.SEAM : null;
      case HISTORY_END -> spanOf(inHistory).orElseThrow().newest();
      case DEDUPED_BY_ID, DEDUPED_BY_RECORD -> null;
    };
  }

  /** What is to be told of where its sides meet. */
  Optional<dev.mainstem.launch.Seam> seam() {
    Instant at = cutoverAt();
    dev.mainstem.launch.Seam.Side history =
        new dev.mainstem.launch.Seam.Side(
            spanOf(inHistory.stream().filter(r -> at == null || r.at().isBefore(at)).toList()),
            spanOf(inHistory.stream().filter(r -> at != null && !r.at().isBefore(at)).toList()));
    dev.mainstem.launch.Seam.Side live =
        new dev.mainstem.launch.Seam.Side(
            spanOf(inTopic.stream().filter(r -> at == null || !r.at().isBefore(at)).toList()),
            spanOf(inTopic.stream().filter(r -> at != null && r.at().isBefore(at)).toList()));
    int copies = at == null ? inHistory.size() + inTopic.size() - SampleRecords.seeded().size() : 0;
    return form == Form.FUSED
        ? Optional.of(new dev.mainstem.launch.Seam(at, history, live, copies))
        : Optional.empty();
  }

  private static Optional<TimeSpan> spanOf(List<Measurement> records) {
    List<Instant> times = records.stream().map(Measurement::at).sorted().toList();
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(new TimeSpan(times.get(0), times.get(times.size() - 1), times.size()));
  }

  /** Of each bad record, its side and its position. */
  List<String> badPositions() {
    return badPositions;
  }

  /** Of each bad record, its text. */
  List<String> badTexts() {
    return badTexts;
  }

  /** How many good records the files hold, copies included. */
  int goodInHistory() {
    return inHistory.size();
  }

  /** How many good records the topic holds, copies included. */
  int goodInTopic() {
    return inTopic.size();
  }
}
