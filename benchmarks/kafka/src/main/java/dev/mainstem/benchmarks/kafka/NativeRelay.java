package dev.mainstem.benchmarks.kafka;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@code NativeRelay MODE BOOTSTRAP IN OUT}: KafkaSource to KafkaSink with object reuse; MODE is
 * end or never.
 */
public final class NativeRelay {

  private static final int SLOTS = 2;
  private static final String ADDRESS = "127.0.0.1";

  private NativeRelay() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(SLOTS, configuration());
    env.getConfig().enableObjectReuse();
    env.enableCheckpointing(10_000);
    env.fromSource(source(args), WatermarkStrategy.noWatermarks(), "in")
        .map(new Derive())
        .sinkTo(sink(args[1], args[3]));
    env.execute("native");
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(JobManagerOptions.BIND_HOST, ADDRESS);
    configuration.set(TaskManagerOptions.BIND_HOST, ADDRESS);
    configuration.set(RestOptions.BIND_ADDRESS, ADDRESS);
    return configuration;
  }

  private static KafkaSource<byte[]> source(String[] args) {
    KafkaSourceBuilder<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setBootstrapServers(args[1])
            .setTopics(args[2])
            .setGroupId("native")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new Bytes());
    if (args[0].equals("end")) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }

  private static KafkaSink<byte[]> sink(String bootstrap, String topic) {
    return KafkaSink.<byte[]>builder()
        .setBootstrapServers(bootstrap)
        .setKafkaProducerConfig(Clients.batching())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<byte[]>builder()
                .setTopic(topic)
                .setValueSerializationSchema(message -> message)
                .build())
        .build();
  }

  /** A message is its bytes. */
  private static final class Bytes extends AbstractDeserializationSchema<byte[]> {
    @Override
    public byte[] deserialize(byte[] message) {
      return message;
    }
  }

  private static final class Derive extends RichMapFunction<byte[], byte[]> {
    private transient DeriveFields fields;

    @Override
    public void open(OpenContext context) {
      fields = new DeriveFields();
    }

    @Override
    public byte[] map(byte[] message) throws Exception {
      return fields.derive(message);
    }
  }
}
