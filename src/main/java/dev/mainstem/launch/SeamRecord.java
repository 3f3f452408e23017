package dev.mainstem.launch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The seam of a run as {@code .mainstem/run.json} keeps it. */
final class SeamRecord {

  private SeamRecord() {}

  static void write(Seam seam, ObjectNode json) {
    side(seam.history(), json.putObject("history"));
    side(seam.live(), json.putObject("live"));
    json.put("copies", seam.copies());
    ArrayNode gaps = json.putArray("suspected_gaps");
    for (SuspectedGap gap : seam.gaps()) {
      ObjectNode one = gaps.addObject();
      one.put("reason", gap.reason().name().toLowerCase(Locale.ROOT));
      one.put("from", gap.from().toString());
      one.put("to", gap.to().toString());
    }
  }

  private static void side(Seam.Side side, ObjectNode json) {
    side.owned().ifPresent(span -> span(span, json.putObject("owned")));
    side.left().ifPresent(span -> span(span, json.putObject("not_owned")));
  }

  private static void span(TimeSpan span, ObjectNode json) {
    json.put("rows", span.rows());
    json.put("first_event_time", span.oldest().toString());
    json.put("last_event_time", span.newest().toString());
  }
}
