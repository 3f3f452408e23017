package dev.mainstem.pipelines;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.testing.Runs;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The comparison that the pipelines are held to can fail. */
final class ExpectedRowsTest {

  @Test
  void theOrderOfRowsAndOfTheirMembersDoesNotMatter() {
    ExpectedRows.assertSame(
        "rows",
        rows("{'zone':'b','mean':2.5}", "{'zone':'a','mean':1.5}"),
        rows("{'mean':1.5,'zone':'a'}", "{'mean':2.5,'zone':'b'}"));
  }

  @Test
  void aDoubleMayDifferInItsTenthDigit() {
    ExpectedRows.assertSame("rows", rows("{'mean':1.5000000001}"), rows("{'mean':1.5}"));
  }

  @Test
  void aDoubleMayNotDifferInItsEighthDigit() {
    expectDifference(rows("{'mean':1.50000001}"), rows("{'mean':1.5}"));
  }

  @Test
  void anIntegerIsNoDouble() {
    expectDifference(rows("{'n':2.0}"), rows("{'n':2}"));
  }

  @Test
  void anIntegerOfManyDigitsIsComparedToTheLast() {
    expectDifference(rows("{'id':9007199254740993}"), rows("{'id':9007199254740992}"));
  }

  @Test
  void aRowThatStandsTwiceIsNotTheSameAsOnce() {
    expectDifference(rows("{'n':1}", "{'n':1}"), rows("{'n':1}"));
  }

  @Test
  void aNullIsNotTheSameAsAMissingMember() {
    expectDifference(rows("{'n':1,'mean':null}"), rows("{'n':1}"));
  }

  private static void expectDifference(List<JsonNode> actual, List<JsonNode> expected) {
    assertThatThrownBy(() -> ExpectedRows.assertSame("rows", actual, expected))
        .isInstanceOf(AssertionError.class);
  }

  private static List<JsonNode> rows(String... lines) {
    return Stream.of(lines).map(line -> Runs.json(line.replace('\'', '"'))).toList();
  }
}
