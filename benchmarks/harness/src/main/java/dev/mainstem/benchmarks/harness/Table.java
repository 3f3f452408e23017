package dev.mainstem.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What is printed of one workload: a line for each peer, with medians and, in brackets, the least
 * and the most. "Above cold" is the median less that of the empty history, for a million rows: what
 * a further row costs once all is up.
 */
record Table(
    String heading,
    long rows,
    String baseline,
    Map<String, Samples> cold,
    Map<String, Samples> full) {

  private static final List<String> HEADER =
      List.of(
          "peer",
          "CPU s",
          "to baseline",
          "wall s",
          "rows/CPU s",
          "above cold, s/M rows",
          "peak MB",
          "cold start CPU s",
          "cold start wall s");

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>(List.of(HEADER));
    full.keySet().forEach(peer -> lines.add(line(peer)));
    return String.format("%n%s%n%n", heading)
        + layOut(lines).replace("to baseline", "to " + baseline);
  }

  private List<String> line(String peer) {
    Samples samples = full.get(peer);
    Spread cpu = samples.cpuSeconds();
    double marginal = (cpu.median() - cold.get(peer).cpuSeconds().median()) * 1e6 / rows;
    return List.of(
        peer,
        cpu.toString("%.2f"),
        full.containsKey(baseline) ? samples.ratioTo(full.get(baseline)).toString("%.2f") : "-",
        samples.wallSeconds().toString("%.2f"),
        String.format("%,.0f", rows / cpu.median()),
        Double.isNaN(marginal) ? "-" : String.format("%.2f", marginal),
        samples.peakMegabytes().toString("%.0f"),
        cold.get(peer).cpuSeconds().toString("%.2f"),
        cold.get(peer).wallSeconds().toString("%.2f"));
  }

  private static String layOut(List<List<String>> lines) {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      text.append('|');
      for (int column = 0; column < line.size(); column++) {
        int width = width(lines, column);
        String cell = line.get(column);
        text.append(
            String.format(column == 0 ? " %-" + width + "s |" : " %" + width + "s |", cell));
      }
      text.append('\n');
      if (text.indexOf("\n") == text.length() - 1) {
        text.append("|---|").append("---:|".repeat(HEADER.size() - 1)).append('\n');
      }
    }
    return text.toString();
  }

  private static int width(List<List<String>> lines, int column) {
    return Collections.max(lines.stream().map(line -> line.get(column).length()).toList());
  }
}
