package dev.mainstem.live;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A topic as the launch found it.
 *
 * @param consumer the properties of the consumer, the servers and the group included
 * @param partitions one for each partition of the topic, in their order
 * @param schema of its messages
 */
public record LiveTopic(
    String topic,
    Map<String, String> consumer,
    List<PartitionRange> partitions,
    MessageSchema schema)
    implements Serializable {

  public LiveTopic {
    consumer = Map.copyOf(consumer);
    partitions = List.copyOf(partitions);
  }
}
