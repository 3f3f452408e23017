package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.StateFormat;

/** What is noted of the form in which a run keeps what it goes on from. */
final class StateRecord {

  private static final String FORMAT = "state_format";

  /** That of the builds that noted none. */
  private static final int UNNOTED = 1;

  private static final String BUCKETS = "group_buckets";

  private StateRecord() {}

  /**
   * Notes the form of this build.
   *
   * @param buckets among which groups are shared out
   */
  static void write(GroupBuckets buckets, ObjectNode run) {
    run.put(FORMAT, StateFormat.NUMBER);
    run.put(BUCKETS, buckets.count());
  }

  /** The buckets that groups are shared out among: builds that noted none had 32. */
  static GroupBuckets buckets(JsonNode run) {
    return new GroupBuckets(run.path(BUCKETS).asInt(GroupBuckets.FOR_ANY.count()));
  }

  /**
   * Compares what was noted with what this build reads.
   *
   * @throws UsageException if it is another form
   */
  static void check(JsonNode run) {
    int format = run.path(FORMAT).asInt(UNNOTED);
    if (format != StateFormat.NUMBER) {
      throw new UsageException(
          ("--resume: the run %s keeps its state in form %d, and this build reads form %d; go on"
                  + " with the build that began it, or begin afresh without --resume")
              .formatted(run.path("run").asText(), format, StateFormat.NUMBER));
    }
  }
}
