package dev.mainstem.cli;

import dev.mainstem.history.HistoryFile;
import dev.mainstem.history.LookupFile;
import dev.mainstem.launch.Findings;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.MessageSpec;
import java.util.ArrayList;
import java.util.List;

/** What is read of each side, as far as it is there now. */
final class InputsText {

  private final Findings findings;
  private final List<String> lines = new ArrayList<>();

  InputsText(Findings findings) {
    this.findings = findings;
  }

  List<String> lines() {
    lines.clear();
    findings.plan().definition().historySide().ifPresent(this::history);
    findings.plan().definition().liveSide().ifPresent(this::live);
    findings.inputs().lookups().forEach(this::lookup);
    findings.missing().forEach(missing -> lines.add("not there now: " + missing));
    return List.copyOf(lines);
  }

  private void history(HistorySpec history) {
    List<String> files = findings.inputs().files().stream().map(HistoryFile::resource).toList();
    String where = files.isEmpty() ? String.join(", ", history.paths()) : ShownPath.ofAll(files);
    lines.add(
        "history: %s, %s"
            .formatted(
                where,
                history.order() == HistorySpec.Order.ANY
                    ? "in parts, side by side"
                    : "as one sequence, in the order of event times"));
  }

  private void lookup(LookupFile found) {
    lines.add(
        "%s: looks up in %s, %s, %s"
            .formatted(
                found.spec().step(),
                ShownPath.of(found.file().resource()),
                Quantity.of(found.rows(), "row"),
                Quantity.of(found.keys(), "key")));
  }

  private void live(LiveSpec live) {
    String end =
        live.stop() == LiveSpec.Stop.END ? "up to what it holds at the launch" : "without end";
    lines.add(
        "live: topic %s %s, %s"
            .formatted(
                live.topic(),
                live.isEmbedded()
                    ? "on a broker of the launch's own"
                    : "at " + live.bootstrapServers(),
                end));
    messages(live.messages());
    if (live.isEmbedded()) {
      lines.add("  its offsets are found at the launch");
    }
    findings.inputs().topic().ifPresent(this::partitions);
  }

  private void messages(MessageSpec messages) {
    if (messages.format() != MessageSpec.Format.JSON) {
      lines.add(
          "  messages of %s, %s"
              .formatted(
                  messages.format().title(),
                  messages.registry() == null
                      ? "with the schema in " + messages.schemaFile()
                      : "with the schemas at " + messages.registry()));
    }
  }

  private void partitions(LiveTopic topic) {
    topic.partitions().forEach(range -> lines.add("  " + SidesText.partition(range)));
  }
}
