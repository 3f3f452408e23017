package dev.mainstem.cli;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.launch.RunReport;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.PartitionRange;
import java.util.ArrayList;
import java.util.List;

/** What a run read from each side, in words; no words for a side that there is not. */
final class SidesText {

  private static final int MAX_PARTITIONS = 8;

  private final RunReport report;

  SidesText(RunReport report) {
    this.report = report;
  }

  /** How many rows of which files. */
  List<String> history() {
    List<String> files = report.inputs().files().stream().map(HistoryFile::resource).toList();
    return files.isEmpty() ? List.of() : List.of(rows("history") + " in " + ShownPath.ofAll(files));
  }

  /** How many rows of which topic, and which messages those were in. */
  List<String> live() {
    return report.inputs().topic().map(this::live).orElse(List.of());
  }

  private List<String> live(LiveTopic topic) {
    List<PartitionRange> partitions = topic.partitions();
    List<String> lines = new ArrayList<>();
    lines.add(rows("live") + " of topic " + topic.topic());
    partitions.stream().limit(MAX_PARTITIONS).map(SidesText::partition).forEach(lines::add);
    if (partitions.size() > MAX_PARTITIONS) {
      lines.add(
          "and %s: see %s"
              .formatted(
                  Quantity.of(
                      partitions.size() - MAX_PARTITIONS, "more partition", "more partitions"),
                  ShownPath.of(report.record().toString())));
    }
    return lines;
  }

  private String rows(String side) {
    return Quantity.of(report.counts().of(side, "rows"), "row");
  }

  static String partition(PartitionRange range) {
    String kept = range.earliest() == 0 ? "" : "; kept from offset " + range.earliest() + " on";
    return "partition %d: %s%s".formatted(range.partition(), read(range), kept);
  }

  private static String read(PartitionRange range) {
    if (range.end() == PartitionRange.NO_END) {
      return "from offset %d on".formatted(range.start());
    }
    return range.start() >= range.end()
        ? "nothing, it ends at offset %d".formatted(range.end())
        : "offsets %d to %d".formatted(range.start(), range.end() - 1);
  }
}
