package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RowTableTest {

  @Test
  void columnsAreAlignedAndTheWindowStandsFirst() throws JsonProcessingException {
    RowTable table =
        of(
            "{'zone':'A','n':5,'mean':2.5,'window_start':'2026-01-01T00:00:00Z'}",
            "{'zone':'Old Town','n':12,'mean':13.0625,'window_start':'2026-01-02T00:00:00Z'}");
    assertThat(table.lines())
        .containsExactly(
            "window_start          zone       n    mean",
            "2026-01-01T00:00:00Z  A          5   2.500",
            "2026-01-02T00:00:00Z  Old Town  12  13.063");
    assertThat(table.leftOut()).isEmpty();
  }

  @Test
  void aNumberThatThreeDecimalsWouldHideIsShownByItsExponent() throws JsonProcessingException {
    assertThat(of("{'a':0.00012345,'b':0.0,'c':12345678901.5}").lines())
        .containsExactly("        a      b          c", "1.235e-04  0.000  1.235e+10");
  }

  @Test
  void anIdKeepsAllItsDigitsAndNullIsSaid() throws JsonProcessingException {
    assertThat(of("{'id':9007199254740993,'bike':null}").lines())
        .containsExactly("              id  bike", "9007199254740993  null");
  }

  @Test
  void aLongTextIsCut() throws JsonProcessingException {
    assertThat(of("{'text':'" + "x".repeat(50) + "'}").lines())
        .containsExactly("text", "x".repeat(33) + "...");
  }

  @Test
  void aTextCannotMoveTheCursorOfTheTerminal() throws JsonProcessingException {
    assertThat(of("{'text':'a\\u001b[2Jb\\nc'}").lines()).containsExactly("text", "a [2Jb c");
  }

  @Test
  void fieldsForWhichThereIsNoRoomAreNamed() throws JsonProcessingException {
    String members =
        IntStream.range(0, 10)
            .mapToObj(i -> "'f%d':'%s'".formatted(i, "x".repeat(20)))
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    RowTable table = of("{'window_end':'2026-01-02T00:00:00Z'," + members + "}");
    assertThat(table.lines()).allMatch(line -> line.length() <= 112);
    assertThat(table.leftOut()).containsExactly("f5", "f6", "f7", "f8", "f9", "window_end");
  }

  private static RowTable of(String... rows) throws JsonProcessingException {
    return RowTable.of(Stream.of(rows).map(row -> row.replace('\'', '"')).toList());
  }
}
