package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.testing.Runs;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeamRecordTest {

  @Test
  void theRecordOfARunHasTheTimesOfEachSideAndWhereRowsMayBeMissing() {
    Counts counts =
        new Counts(
            Map.of("dedupe/copies", 3L),
            Map.of(
                "history/owned", span("2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z", 60),
                "live/not_owned", span("2026-01-01T11:05:00Z", "2026-01-01T11:59:00Z", 30)));
    ObjectNode json = new ObjectMapper().createObjectNode();
    SeamRecord.write(Seam.of(Instant.parse("2026-01-01T12:00:00Z"), counts), json);
    assertThat(Runs.json(json.toString()))
        .isEqualTo(
            Runs.json(
                """
                {"history": {"owned": {"rows": 60,
                   "first_event_time": "2026-01-01T10:00:00Z",
                   "last_event_time": "2026-01-01T11:00:00Z"}},
                 "live": {"not_owned": {"rows": 30,
                   "first_event_time": "2026-01-01T11:05:00Z",
                   "last_event_time": "2026-01-01T11:59:00Z"}},
                 "copies": 3,
                 "suspected_gaps": [{"reason": "history_ends_early",
                   "from": "2026-01-01T11:00:00Z", "to": "2026-01-01T11:59:00Z"}]}
                """));
  }

  private static TimeSpan span(String oldest, String newest, long rows) {
    return new TimeSpan(Instant.parse(oldest), Instant.parse(newest), rows);
  }
}
