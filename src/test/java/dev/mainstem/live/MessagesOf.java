package dev.mainstem.live;

import java.util.List;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages as KafkaIO hands them on. */
final class MessagesOf {

  private MessagesOf() {}

  /** Messages of one partition that are small enough to be one record. */
  static KafkaRecord<byte[], Messages> record(List<ConsumerRecord<byte[], byte[]>> messages) {
    List<ConsumerRecord<byte[], byte[]>> packed = Messages.pack(messages);
    if (packed.size() != 1) {
      throw new IllegalArgumentException(packed.size() + " records");
    }
    return of(packed.get(0));
  }

  /** What KafkaIO makes of a record. */
  @SuppressWarnings({"NullAway", "resource"}) // the key is null
  static KafkaRecord<byte[], Messages> of(ConsumerRecord<byte[], byte[]> packed) {
    return new KafkaRecord<>(
        packed.topic(),
        packed.partition(),
        packed.offset(),
        packed.timestamp(),
        KafkaTimestampType.NO_TIMESTAMP_TYPE,
        packed.headers(),
        KV.of(packed.key(), new Messages.Unpacking().deserialize(packed.topic(), packed.value())));
  }
}
