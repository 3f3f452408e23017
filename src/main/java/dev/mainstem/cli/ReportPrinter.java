package dev.mainstem.cli;

import dev.mainstem.launch.Counts;
import dev.mainstem.launch.RunReport;
import dev.mainstem.sinks.FileTarget;
import dev.mainstem.sinks.OutputFiles;
import dev.mainstem.sinks.Sink;
import dev.mainstem.spec.CutoverSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Prints what a run did. */
final class ReportPrinter {

  private static final int SAMPLE_REJECTED = 1000;
  private static final List<String> LABELS =
      List.of("history", "live", "cut-over", "copies", "seam", "late", "steps", "rejected");

  private final RunReport report;
  private final Definition definition;
  private final Counts counts;
  private final PrintWriter out;
  private final int labelWidth;

  ReportPrinter(RunReport report, PrintWriter out) {
    this.report = report;
    this.definition = report.plan().definition();
    this.counts = report.counts();
    this.out = out;
    this.labelWidth =
        Stream.concat(LABELS.stream(), report.plan().sinks().stream().map(Sink::input))
            .mapToInt(String::length)
            .max()
            .orElseThrow();
  }

  void print() {
    out.printf(
        Locale.ROOT,
        "%s: %s after %.1f s on %s%n%n",
        definition.name(),
        report.stopped() ? "stopped" : "done",
        report.took().toMillis() / 1000.0,
        report.runner());
    SidesText sides = new SidesText(report);
    section("history", sides.history());
    section("live", sides.live());
    section("cut-over", cutover());
    section("copies", copies());
    report.seam().ifPresent(seam -> section("seam", new SeamText(seam).lines()));
    section("late", List.of(late()));
    section("steps", steps());
    report.plan().sinks().forEach(this::sink);
    rejected();
    out.flush();
  }

  /** Nothing for no lines. */
  private void section(String label, List<String> lines) {
    String shown = label;
    for (String line : lines) {
      out.println("  %s  %s".formatted(padded(shown), line).stripTrailing());
      shown = "";
    }
  }

  private String padded(String label) {
    return label + " ".repeat(labelWidth - label.length());
  }

  private List<String> cutover() {
    Instant at = report.inputs().cutover();
    if (at == null) {
      return List.of();
    }
    long history = counts.of("history", "not_owned");
    long live = counts.of("live", "not_owned");
    return List.of(
        "at %s: what was before it counts from history, the rest from live".formatted(at),
        "left to the other side: %s of history, %s of live"
            .formatted(Quantity.of(history, "row"), Quantity.of(live, "row")));
  }

  private List<String> copies() {
    CutoverSpec.Dedupe dedupe = definition.cutover().dedupe();
    if (dedupe == null) {
      return List.of();
    }
    String by =
        dedupe.by().size() <= 4
            ? String.join(", ", dedupe.by())
            : Quantity.of(dedupe.by().size(), "field");
    return List.of(
        "%s taken out, found by %s"
            .formatted(Quantity.of(counts.of("dedupe", "copies"), "row"), by));
  }

  private String late() {
    long late = counts.late() + counts.of("late", "rejected/is late");
    return late == 0
        ? "none"
        : "%s behind the watermark, %s"
            .formatted(
                Quantity.of(late, "row"), definition.rejectLate() ? "rejected" : "in no result");
  }

  private List<String> steps() {
    List<String> lines = new ArrayList<>();
    for (String step : definition.transforms().stream().map(s -> s.name()).toList()) {
      step(lines, step, "filtered_out", "row", "left out");
      step(lines, step, "without_values", "row", "without a value to make a row of");
      step(lines, step, "without_match", "row", "without a match in the file");
      step(lines, step, "skipped_nulls", "row", "passed over for a null");
      step(lines, step, "without_model", "row", "without a model");
      step(
          lines, step, "undefined", "result", "null for want of a value, as of a division by zero");
    }
    return lines;
  }

  private void step(List<String> lines, String step, String what, String one, String became) {
    long count = counts.of(step, what);
    if (count > 0) {
      lines.add("%s: %s %s".formatted(step, Quantity.of(count, one), became));
    }
  }

  private void sink(Sink sink) {
    out.println();
    if (sink.files().isPresent()) {
      files(sink, sink.files().get());
    } else if (sink.topic().isPresent()) {
      String messages = Quantity.of(counts.of(sink.step(), "messages"), "message");
      section(sink.input(), List.of(messages + " in topic " + sink.topic().get().topic()));
    } else if (sink.table().isPresent()) {
      String rows = Quantity.of(counts.of(sink.step(), "rows"), "row");
      section(sink.input(), List.of(rows + " written to table " + sink.table().get().name()));
    } else {
      String rows = Quantity.of(counts.of(sink.step(), "lines"), "row");
      section(sink.input(), List.of(rows + " on the console"));
    }
  }

  private void files(Sink sink, FileTarget target) {
    List<String> files = OutputFiles.written(target);
    long rows = counts.of(sink.step(), "lines");
    if (files.isEmpty()) {
      section(sink.input(), List.of("no rows"));
      return;
    }
    SampleRows sample = SampleRows.of(target, files);
    String some = sample.rows() < rows && sample.rows() > 0 ? ", such as" : "";
    section(
        sink.input(), List.of(Quantity.of(rows, "row") + " in " + ShownPath.ofAll(files) + some));
    sample.lines().forEach(line -> out.println("    " + line));
  }

  private void rejected() {
    out.println();
    Map<String, Long> byReason = counts.rejected();
    long total = byReason.values().stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      section("rejected", List.of("none"));
      return;
    }
    List<String> files =
        report.plan().rejected().files().map(OutputFiles::written).orElse(List.of());
    section("rejected", List.of(Quantity.of(total, "record") + rejectedTo(files)));
    print(byReason, SampleRows.firstLines(files, SAMPLE_REJECTED));
  }

  /** A run that was stopped may have counted some before it had a file for them. */
  private String rejectedTo(List<String> files) {
    String topic = definition.rejected().topic();
    if (topic != null) {
      return " in topic " + topic;
    }
    return files.isEmpty() ? ", in no file yet" : " in " + ShownPath.ofAll(files);
  }

  private void print(Map<String, Long> byReason, List<String> some) {
    try {
      RejectedTable table = new RejectedTable(byReason, some);
      table.lines().forEach(line -> out.println("    " + line));
      if (table.more() > 0) {
        out.println(
            "    and %s, in the same place"
                .formatted(Quantity.of(table.more(), "more reason", "more reasons")));
      }
    } catch (IOException e) {
      throw new EnvironmentException("can't read back a rejected record: " + e.getMessage(), e);
    }
  }
}
