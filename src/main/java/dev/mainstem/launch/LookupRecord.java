package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.history.LookupFile;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.EnvironmentException;
import java.util.List;

/** What is noted of the files that the steps of a run look up in. */
final class LookupRecord {

  private LookupRecord() {}

  /** Notes the files; nothing where no step looks up in one. */
  static void write(Plan plan, List<LookupFile> lookups, ObjectNode json) {
    if (lookups.isEmpty()) {
      return;
    }
    ArrayNode files = json.putArray("lookups");
    for (LookupFile found : lookups) {
      files
          .addObject()
          .put("step", found.spec().step())
          .put("name", plan.definition().redact(found.file().name()))
          .put("bytes", found.bytes())
          .put("crc32c", found.crc32c());
    }
  }

  /**
   * Compares what was noted with what is there now.
   *
   * @throws EnvironmentException if a file has changed, so that rows would get other values than
   *     those that the run has given to equal ones
   */
  static void check(JsonNode noted, List<LookupFile> found) {
    for (JsonNode file : noted) {
      boolean same = found.stream().anyMatch(now -> isOf(now, file));
      if (!same) {
        throw new EnvironmentException(
            "%s: %s is not as it was when the run began, so that the run can't go on; put it back, or begin afresh without --resume"
                .formatted(file.path("step").asText(), file.path("name").asText()));
      }
    }
  }

  private static boolean isOf(LookupFile found, JsonNode noted) {
    return found.spec().step().equals(noted.path("step").asText())
        && found.bytes() == noted.path("bytes").asLong()
        && found.crc32c() == noted.path("crc32c").asLong();
  }
}
