package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nearly each row has a group of its own, so that a bundle knows of more than it keeps to its end.
 */
class ManyGroupsTest {

  private static final int ROWS = 80_000;

  /** Rows of one group come 50,000 apart, one hour after the other. */
  private static final int GROUPS = 50_000;

  private static final int HOUR_SECONDS = 3_600;

  private static final String DEFINITION =
      """
      name: many
      stream:
        schema: {id: int64, group: string, at: {type: timestamp, format: epoch_seconds}}
        event_time: at
      history: {path: rows.csv}
      windowing: {type: fixed, size: 1h}
      transforms:
        - name: sums
          type: Combine
          config: {group_by: [group], combine: {n: {fn: count}, s: {fn: sum, value: id}}}
      sinks:
        - {type: WriteToJson, config: {path: out/sums}}
      """;

  @TempDir Path folder;

  private final Map<String, String> expected = new TreeMap<>();

  @Test
  void eachRowCountsOnceInItsGroupAndWindow() {
    history();
    Runs.onFlink(folder, DEFINITION, "--parallelism=1");
    Map<String, String> sums = new TreeMap<>();
    for (JsonNode row : Runs.rows(folder, "out/sums")) {
      String place = row.path("window_start").asText() + " " + row.path("group").asText();
      assertThat(sums.put(place, row.path("n").asLong() + " " + row.path("s").asLong())).isNull();
    }
    assertThat(sums).isEqualTo(expected);
  }

  private void history() {
    Map<String, long[]> known = new TreeMap<>();
    StringBuilder rows = new StringBuilder("id,group,at\n");
    for (int id = 0; id < ROWS; id++) {
      int hour = id * 3 / ROWS;
      String group = "g" + id % GROUPS;
      rows.append(id).append(',').append(group).append(',').append(hour * HOUR_SECONDS + id % 7);
      rows.append('\n');
      long[] sum =
          known.computeIfAbsent(
              "1970-01-01T0%d:00:00Z %s".formatted(hour, group), k -> new long[2]);
      sum[0]++;
      sum[1] += id;
    }
    Runs.write(folder, "rows.csv", rows.toString());
    known.forEach((place, sum) -> expected.put(place, sum[0] + " " + sum[1]));
  }
}
