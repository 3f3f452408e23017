package dev.mainstem.cli;

import dev.mainstem.launch.Counts;
import dev.mainstem.launch.RunReport;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.sinks.OutputFiles;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints what a run did. */
final class ReportPrinter {

  private static final int SAMPLE_ROWS = 3;

  private final RunReport report;
  private final Definition definition;
  private final Counts counts;
  private final PrintWriter out;

  ReportPrinter(RunReport report, PrintWriter out) {
    this.report = report;
    this.definition = report.plan().definition();
    this.counts = report.counts();
    this.out = out;
  }

  void print() {
    out.printf(
        "%s: %s after %.1f s on %s%n",
        definition.name(),
        report.stopped() ? "stopped" : "done",
        report.took().toMillis() / 1000.0,
        report.runner());
    definition.historySide().ifPresent(history -> line("history", history()));
    definition.liveSide().ifPresent(live -> line("live", live()));
    line("seam", seam());
    report.plan().sinks().forEach(this::sink);
    rejected();
    out.flush();
  }

  private void line(String what, String text) {
    out.printf("  %-10s%s%n", what, text);
  }

  private String history() {
    return "%,d rows of %s"
        .formatted(counts.of("history", "rows"), files(report.inputs().files().size()));
  }

  private static String files(int count) {
    return count == 1 ? "1 file" : "%,d files".formatted(count);
  }

  private String live() {
    StringBuilder text =
        new StringBuilder("%,d rows of topic ".formatted(counts.of("live", "rows")));
    report
        .inputs()
        .topic()
        .ifPresent(
            topic -> {
              text.append(topic.topic());
              topic
                  .partitions()
                  .forEach(p -> text.append(p.partition() == 0 ? ", offsets " : "; "));
            });
    return text.toString();
  }

  private String seam() {
    List<String> parts = new ArrayList<>();
    if (definition.cutover().at() != null) {
      parts.add(
          "at %s, %,d rows of history and %,d of live left to the other side"
              .formatted(
                  definition.cutover().at(),
                  counts.of("history", "not_owned"),
                  counts.of("live", "not_owned")));
    }
    if (definition.cutover().dedupe() != null) {
      parts.add("%,d copies removed".formatted(counts.of("dedupe", "copies")));
    }
    parts.add("%,d late".formatted(counts.late() + counts.of("dedupe", "late")));
    return String.join("; ", parts);
  }

  private void sink(Sink sink) {
    if (sink.files().isPresent()) {
      FileTarget target = sink.files().get();
      line(
          sink.input(), "%,d rows in %s".formatted(counts.of(sink.step(), "lines"), names(target)));
      sample(target);
    } else if (sink.topic().isPresent()) {
      line(
          sink.input(),
          "%,d messages in topic %s"
              .formatted(counts.of(sink.step(), "messages"), sink.topic().get().topic()));
    }
  }

  private String names(FileTarget target) {
    List<String> files = OutputFiles.written(target);
    return files.isEmpty()
        ? "no file"
        : files.get(0) + (files.size() > 1 ? " and %,d more".formatted(files.size() - 1) : "");
  }

  private void sample(FileTarget target) {
    List<String> files = OutputFiles.written(target);
    if (files.isEmpty() || files.get(0).contains("://")) {
      return;
    }
    try (BufferedReader lines =
        Files.newBufferedReader(Path.of(files.get(0)), StandardCharsets.UTF_8)) {
      lines.lines().limit(SAMPLE_ROWS).forEach(row -> out.println("      " + row));
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(files.get(0), e), e);
    }
  }

  private void rejected() {
    Map<String, Long> byReason = counts.rejected();
    long total = byReason.values().stream().mapToLong(Long::longValue).sum();
    String where =
        report
            .plan()
            .rejected()
            .files()
            .map(this::names)
            .orElse("topic " + definition.rejected().topic());
    line("rejected", total == 0 ? "none" : "%,d in %s".formatted(total, where));
    byReason.forEach((reason, count) -> out.printf("      %,6d  %s%n", count, reason));
  }
}
