package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RejectedTableTest {

  @Test
  void eachReasonHasItsCountAndARecordOfIt() throws IOException {
    RejectedTable table =
        new RejectedTable(
            Map.of(
                "live: expected JSON", 1L,
                "history: fare: expected double", 12L,
                "history: expected 3 cells", 2L),
            records(
                "{'stage':'history','position':{'file':'h/a.csv','line':7},"
                    + "'reason':'fare: expected double, found n/a'}",
                "{'stage':'history','position':{'file':'h/a.csv','line':9},"
                    + "'reason':'fare: expected double, found -'}",
                "{'stage':'live','position':{'topic':'t','partition':0,'offset':4},"
                    + "'reason':'expected JSON, found the end'}"));
    assertThat(table.lines())
        .containsExactly(
            "12  history  fare: expected double  found n/a in h/a.csv:7",
            " 2  history  expected 3 cells",
            " 1  live     expected JSON          found the end at partition 0, offset 4");
    assertThat(table.more()).isZero();
  }

  @Test
  void aRowThatAStepRefusedHasNoPlace() throws IOException {
    RejectedTable table =
        new RejectedTable(
            Map.of("priced: a + b: expected an int64", 1L),
            records(
                "{'stage':'priced','position':{},"
                    + "'reason':'a + b: expected an int64, found a larger number'}"));
    assertThat(table.lines())
        .containsExactly("1  priced  a + b: expected an int64  found a larger number");
  }

  @Test
  void moreReasonsThanFitAreCounted() throws IOException {
    Map<String, Long> reasons = new HashMap<>();
    for (int i = 0; i < 25; i++) {
      reasons.put("history: f%02d: expected int64".formatted(i), 1L);
    }
    RejectedTable table = new RejectedTable(reasons, List.of());
    assertThat(table.lines()).hasSize(20);
    assertThat(table.more()).isEqualTo(5);
  }

  private static List<String> records(String... lines) {
    return Stream.of(lines).map(line -> line.replace('\'', '"')).toList();
  }
}
