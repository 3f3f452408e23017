package dev.mainstem.cli;

import dev.mainstem.sinks.FileTarget;
import dev.mainstem.spec.EnvironmentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first rows of what a sink wrote: JSON as a table, other texts as they are, without what would
 * move the cursor of a terminal; none of what is no text.
 *
 * @param rows how many there are
 * @param lines what shows them
 */
record SampleRows(int rows, List<String> lines) {

  private static final int MOST = 3;
  private static final int MAX_WIDTH = 112;
  private static final String JSON_LINES = ".jsonl";

  /** Those of the first of the files. */
  static SampleRows of(FileTarget target, List<String> files) {
    if (!target.isText()) {
      return new SampleRows(0, List.of());
    }
    if (!target.extension().equals(JSON_LINES)) {
      List<String> lines = firstLines(files, 1 + MOST);
      return new SampleRows(
          Math.max(0, lines.size() - 1), lines.stream().map(SampleRows::cut).toList());
    }
    List<String> rows = firstLines(files, MOST);
    return new SampleRows(rows.size(), rows.isEmpty() ? rows : table(rows));
  }

  private static List<String> table(List<String> rows) {
    try {
      RowTable table = RowTable.of(rows);
      List<String> lines = new ArrayList<>(table.lines());
      if (!table.leftOut().isEmpty()) {
        lines.add("not shown: " + String.join(", ", table.leftOut()));
      }
      return lines;
    } catch (IOException e) {
      throw new EnvironmentException("can't read back a row: " + e.getMessage(), e);
    }
  }

  private static String cut(String line) {
    String plain = line.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= MAX_WIDTH ? plain : plain.substring(0, MAX_WIDTH - 3) + "...";
  }

  /** The first lines of the first file; none of one on another file system. */
  static List<String> firstLines(List<String> files, int count) {
    if (files.isEmpty() || files.get(0).contains("://")) {
      return List.of();
    }
    try (BufferedReader lines =
        Files.newBufferedReader(Path.of(files.get(0)), StandardCharsets.UTF_8)) {
      return lines.lines().limit(count).toList();
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(files.get(0), e), e);
    }
  }
}
