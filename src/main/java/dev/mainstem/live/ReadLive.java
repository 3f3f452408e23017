package dev.mainstem.live;

import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowBatchCoder;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.StreamSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic of the live side, from the offsets that the launch resolved. */
public final class ReadLive extends PTransform<PBegin, PCollectionTuple> {

  /** The name of the stage in rejected records and counters. */
  public static final String STAGE = "live";

  private static final long serialVersionUID = 1L;

  private final StreamSpec stream;
  private final LiveSpec live;
  private final LiveTopic topic;

  private ReadLive(StreamSpec stream, LiveSpec live, LiveTopic topic) {
    this.stream = stream;
    this.live = live;
    this.topic = topic;
  }

  /**
   * The reading of a topic.
   *
   * @param topic what {@link LiveTopics#resolve} found
   */
  public static ReadLive of(StreamSpec stream, LiveSpec live, LiveTopic topic) {
    return new ReadLive(stream, live, topic);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    Map<Integer, Long> ends = byPartition(PartitionRange::end);
    PCollectionTuple outputs =
        input
            .apply("KafkaIO", KafkaBatches.of(read(byPartition(PartitionRange::start), ends)))
            .apply(
                "Parse",
                ParDo.of(new ParseMessages(stream, topic.schema().format()))
                    .withOutputTags(RowBatch.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(RowBatch.TAG).setCoder(RowBatchCoder.of(Rows.schemaOf(stream.rowType())));
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    return outputs;
  }

  private KafkaIO.Read<byte[], Messages> read(Map<Integer, Long> starts, Map<Integer, Long> ends) {
    PartitionClocks clocks = new PartitionClocks(UUID.randomUUID().toString(), ends);
    String group = topic.consumer().getOrDefault(ConsumerConfig.GROUP_ID_CONFIG, "");
    List<TopicPartition> partitions =
        topic.partitions().stream()
            .map(range -> new TopicPartition(topic.topic(), range.partition()))
            .toList();
    return KafkaIO.<byte[], Messages>read()
        .withTopicPartitions(partitions)
        .withKeyDeserializer(ByteArrayDeserializer.class)
        .withValueDeserializerAndCoder(Messages.Unpacking.class, MessagesCoder.of())
        .withBootstrapServers(
            topic.consumer().getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, ""))
        .withConsumerConfigUpdates(new HashMap<>(topic.consumer()))
        .withConsumerFactoryFn(new TrackingConsumer.Factory(group, starts, clocks))
        .withTimestampPolicyFactory(
            new EventTimePolicy.Factory(
                clocks,
                new MessageTimes.Factory(stream, topic.schema().format()),
                stream.maxOutOfOrderness(),
                live.idleAfter()))
        .commitOffsetsInFinalize();
  }

  private Map<Integer, Long> byPartition(ToLongFunction<PartitionRange> value) {
    return topic.partitions().stream()
        .collect(Collectors.toMap(PartitionRange::partition, value::applyAsLong));
  }
}
