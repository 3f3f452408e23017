package dev.mainstem.benchmarks.kafka;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code DumpTopic BOOTSTRAP TOPIC OUT}: the messages of a topic as lines of {@code
 * OUT/result/rows}.
 */
public final class DumpTopic {

  private DumpTopic() {}

  public static void main(String[] args) throws Exception {
    Path file = Files.createDirectories(Path.of(args[2], "result")).resolve("rows");
    try (Consumer<byte[], byte[]> consumer = Clients.consumer(args[0]);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      List<TopicPartition> partitions = Clients.partitions(consumer, args[1]);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
          out.write(message.value());
          out.write('\n');
        }
      }
    }
  }
}
