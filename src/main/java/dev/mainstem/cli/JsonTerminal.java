package dev.mainstem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.launch.Counts;
import dev.mainstem.launch.RunState;
import java.io.PrintWriter;

/** Tells programs of a launch: each line is a JSON object. Thread-safe. */
final class JsonTerminal extends Terminal {

  private static final ObjectMapper JSON = new ObjectMapper();

  JsonTerminal(PrintWriter err) {
    super(err, false);
  }

  @Override
  public synchronized void say(String line) {
    super.say(JSON.createObjectNode().put("message", line).toString());
  }

  @Override
  public synchronized void at(RunState state) {
    Counts counts = state.job().counts();
    ObjectNode json = JSON.createObjectNode();
    json.put("took_ms", state.took().toMillis());
    json.put("history_rows", counts.of("history", "rows"));
    json.put("history_bytes", counts.of("history", "bytes"));
    json.put("history_bytes_in_all", state.historyBytes());
    json.put("live_rows", counts.of("live", "rows"));
    state.lag().ifPresent(lag -> json.put("lag", lag));
    if (state.job().watermark() != null) {
      json.put("watermark", state.job().watermark().toString());
    }
    state.watermarkAge().ifPresent(age -> json.put("watermark_age_ms", age.toMillis()));
    json.put("results", counts.results());
    json.put("late", counts.late());
    counts.rejected().forEach(json.putObject("rejected")::put);
    json.put("checkpoints", state.job().checkpoints());
    json.put("restarts", state.job().restarts());
    super.say(json.toString());
  }
}
