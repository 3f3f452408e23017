package dev.mainstem.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost or doubled wherever a range ends, and each row knows its line. */
class RangesTest {

  private static final String HEADER = "at,id,line";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {11, 16, 29, 64, 500, 5_000, 100_000})
  void eachRowIsReadOnceWithItsLineWhateverTheRangesAre(long rangeBytes) {
    Random random = new Random(rangeBytes);
    HistoryReading reading =
        new HistoryReading(folder)
            .field("at", "timestamp")
            .field("id", "string")
            .field("line", Map.of("type", "int64", "from", "@line"));
    List<String> rows = new ArrayList<>();
    List<String> rejected = new ArrayList<>();
    for (String file : List.of("a.csv", "b.csv")) {
      reading.file(file, file(file, random, rows, rejected));
    }
    reading.runs(rangeBytes, rows, rejected);
  }

  /** A file of rows, bad rows, blank lines and all line ends, and what it must give. */
  private static byte[] file(String name, Random random, List<String> rows, List<String> rejected) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (int line = 2; line < 120; line++) {
      String id = "é".repeat(random.nextInt(12)) + name + line;
      switch (random.nextInt(6)) {
        case 0 -> {
          String bad = "never," + id + ",";
          text.append(bad);
          rejected.add(
              "%s:%d at: expected an ISO-8601 time, found \"never\" | %s"
                  .formatted(name, line, bad));
        }
        case 1 -> {
          // a blank line: a lone line feed behind a carriage return would be no line of its own
          text.append(text.charAt(text.length() - 1) == '\r' ? "\r" : "\n");
          continue;
        }
        default -> {
          text.append("2026-01-01,").append(id).append(',');
          rows.add("[%s, %d]".formatted(id, line));
        }
      }
      text.append(List.of("\n", "\r\n", "\r").get(random.nextInt(3)));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
