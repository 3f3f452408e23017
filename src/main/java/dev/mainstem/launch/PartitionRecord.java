package dev.mainstem.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.live.LiveTopic;
import dev.mainstem.live.PartitionRange;
import java.util.ArrayList;
import java.util.List;

/** What is noted of the topic that a run reads: from where to where, of each partition. */
final class PartitionRecord {

  private PartitionRecord() {}

  /** Notes what is read of a topic. */
  static void write(LiveTopic topic, ObjectNode live) {
    live.put("topic", topic.topic());
    ArrayNode partitions = live.putArray("partitions");
    for (PartitionRange range : topic.partitions()) {
      ObjectNode partition = partitions.addObject();
      partition.put("partition", range.partition());
      partition.put("earliest", range.earliest());
      partition.put("start", range.start());
      if (range.end() != PartitionRange.NO_END) {
        partition.put("end", range.end());
      }
    }
  }

  /** What was noted of the partitions; none if nothing was. */
  static List<PartitionRange> read(JsonNode live) {
    List<PartitionRange> ranges = new ArrayList<>();
    for (JsonNode partition : live.path("partitions")) {
      ranges.add(
          new PartitionRange(
              partition.path("partition").asInt(),
              partition.path("earliest").asLong(),
              partition.path("start").asLong(),
              partition.path("end").asLong(PartitionRange.NO_END)));
    }
    return ranges;
  }
}
