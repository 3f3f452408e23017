package dev.mainstem.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.record.Origin;
import dev.mainstem.record.Rejected;
import dev.mainstem.sinks.WriteRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some of the records that were rejected last, by the rule that they broke. */
record RejectedView(Tail tail) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RejectedView.class);
  private static final int MAX_OF_A_RULE = 3;
  private static final int MAX_TEXT = 400;

  /**
   * The rejected records of a plan.
   *
   * @param embedded where the launch's own broker is, for a topic on it
   */
  static RejectedView of(Plan plan, String embedded) {
    WriteRejected rejected = plan.rejected();
    return new RejectedView(
        rejected
            .files()
            .<Tail>map(FileTail::new)
            .orElseGet(() -> new TopicTail(rejected.topic().orElseThrow(), embedded)));
  }

  /** A list for each rule, the newest first; rules are named as they are counted. */
  ObjectNode look() {
    List<String> newest = new ArrayList<>(tail.lines());
    Collections.reverse(newest);
    ObjectNode samples = JsonNodeFactory.instance.objectNode();
    for (String line : newest) {
      try {
        add(samples, Rejected.fromJson(line));
      } catch (IOException e) {
        LOG.debug("no rejected record, as a topic may hold", e);
      }
    }
    return samples;
  }

  private static void add(ObjectNode samples, Rejected record) {
    ArrayNode some = samples.withArrayProperty(record.stage() + ": " + record.rule());
    if (some.size() < MAX_OF_A_RULE) {
      some.addObject()
          .put("reason", cut(record.reason()))
          .put("place", place(record.origin()))
          .put("raw", cut(record.raw()));
    }
  }

  private static String place(Origin origin) {
    if (origin.file() != null) {
      return origin.file() + ":" + origin.line();
    }
    return origin.topic() == null
        ? ""
        : "%s, partition %d, offset %d"
            .formatted(origin.topic(), origin.partition(), origin.offset());
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
  }

  @Override
  public void close() {
    tail.close();
  }
}
