package dev.mainstem.console;

import static dev.mainstem.spec.FieldType.DOUBLE;
import static dev.mainstem.spec.FieldType.INT64;
import static dev.mainstem.spec.FieldType.STRING;
import static dev.mainstem.spec.FieldType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.spec.RowType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultChartTest {

  private static final String ONE = "2026-01-01T01:00:00Z";
  private static final String TWO = "2026-01-01T02:00:00Z";

  private static final RowType WINDOWS =
      RowType.of(
          new RowType.Field("zone", STRING, true),
          new RowType.Field("trips", INT64, false),
          new RowType.Field("fare", DOUBLE, true),
          new RowType.Field("window_end", TIMESTAMP, false));

  private static JsonNode chart(List<List<String>> rows) {
    return ResultChart.of(WINDOWS, rows).orElseThrow();
  }

  @Test
  void eachGroupIsALineOverTheEndsOfItsWindows() {
    JsonNode chart =
        chart(
            List.of(
                List.of("north", "3", "1.5", TWO),
                List.of("south", "9", "", ONE),
                List.of("north", "2", "4", ONE)));
    assertThat(chart.path("shown").toString()).isEqualTo("[\"south\",\"north\"]");
    assertThat(chart.path("ends").toString())
        .isEqualTo(
            "[%d,%d]"
                .formatted(Instant.parse(ONE).toEpochMilli(), Instant.parse(TWO).toEpochMilli()));
    assertThat(chart.path("fields").toString())
        .isEqualTo(
            "[{\"name\":\"trips\",\"lines\":[[9.0,null],[2.0,3.0]]},"
                + "{\"name\":\"fare\",\"lines\":[[null,null],[4.0,1.5]]}]");
  }

  @Test
  void ofTheAnswersOfAWindowTheNewestCounts() {
    JsonNode chart =
        chart(List.of(List.of("north", "1", "1", ONE), List.of("north", "2", "1", ONE)));
    assertThat(chart.path("fields").path(0).path("lines").toString()).isEqualTo("[[2.0]]");
  }

  @Test
  void theTableHasOfEachWindowItsNewestAnswer() {
    RowType answers =
        RowType.of(
            new RowType.Field("zone", STRING, true),
            new RowType.Field("trips", INT64, false),
            new RowType.Field("window_end", TIMESTAMP, false),
            new RowType.Field("pane", STRING, false));
    assertThat(
            SinkView.newest(
                answers,
                List.of(
                    List.of("north", "1", TWO, "early"),
                    List.of("south", "4", ONE, "early"),
                    List.of("north", "2", TWO, "on_time"))))
        .containsExactly(
            List.of("north", "2", TWO, "on_time"), List.of("south", "4", ONE, "early"));
  }

  @Test
  void thereIsRoomForTheGreatestGroupsAndTheNewestWindows() {
    List<List<String>> rows = new ArrayList<>();
    for (int hour = 0; hour < 500; hour++) {
      for (int zone = 0; zone < 9; zone++) {
        String end = Instant.parse(ONE).plusSeconds(3_600L * hour).toString();
        rows.add(List.of("zone " + zone, Integer.toString(zone), "1", end));
      }
    }
    JsonNode chart = chart(rows);
    assertThat(chart.path("groups").asInt()).isEqualTo(9);
    assertThat(chart.path("shown").toString())
        .isEqualTo("[\"zone 8\",\"zone 7\",\"zone 6\",\"zone 5\",\"zone 4\"]");
    assertThat(chart.path("ends")).hasSize(120);
    assertThat(chart.path("ends").path(119).asLong())
        .isEqualTo(Instant.parse(ONE).plusSeconds(3_600L * 499).toEpochMilli());
  }

  @Test
  void whatIsNoRowOfTheSinkIsPassedOver() {
    assertThat(ResultChart.of(WINDOWS, List.of(List.of("north", "1", "1", "soon")))).isEmpty();
    assertThat(
            ResultRows.ofJson(
                WINDOWS, List.of("no JSON", "[1]", "{\"zone\":null,\"trips\":9007199254740993}")))
        .containsExactly(List.of("", "9007199254740993", "", ""));
  }

  @Test
  void rowsOfCsvAreReadUnderTheirSeparatorWithoutTheHeader() {
    assertThat(
            ResultRows.ofCsv(
                WINDOWS,
                List.of("zone;trips;fare;window_end", "\"a;b\";1;2,5;" + ONE, "broken"),
                ';'))
        .containsExactly(List.of("a;b", "1", "2,5", ONE));
  }

  @Test
  void rowsWithoutWindowsHaveNoChart() {
    RowType rows = RowType.of(new RowType.Field("n", INT64, false));
    assertThat(ResultChart.of(rows, List.of(List.of("1")))).isEmpty();
  }
}
