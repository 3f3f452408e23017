package dev.mainstem.live;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one partition, in their order, which KafkaIO takes for the value of one: it does much
 * for each record.
 *
 * <p>They are bytes, and so they go from worker to worker; what was made of them once stays with
 * them where they were read, and is made anew elsewhere. Not thread-safe.
 */
final class Messages {

  /** So many that what KafkaIO does for a record is nothing to each; one message may be larger. */
  private static final int MAX_BYTES = 1 << 16;

  /** An offset, a timestamp, and the lengths of key and value. */
  private static final int HEAD_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;

  private static final int NULL = -1;

  private final byte[] bytes;
  private @Nullable ParsedMessages parsed;

  Messages(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Makes messages of the value of the record that they were packed in. */
  public static final class Unpacking implements Deserializer<Messages> {

    @Override
    public Messages deserialize(String topic, byte[] value) {
      return new Messages(value);
    }
  }

  /**
   * Packs messages that follow one another into records, each of which is at the offset of its last
   * message: whoever has read it goes on behind that.
   */
  static List<ConsumerRecord<byte[], byte[]>> pack(List<ConsumerRecord<byte[], byte[]>> messages) {
    List<ConsumerRecord<byte[], byte[]>> packed = new ArrayList<>();
    int from = 0;
    int bytes = 0;
    for (int i = 0; i < messages.size(); i++) {
      int more = bytesOf(messages.get(i));
      if (i > from && bytes + more > MAX_BYTES) {
        packed.add(packed(messages.subList(from, i), bytes));
        from = i;
        bytes = 0;
      }
      bytes += more;
    }
    if (from < messages.size()) {
      packed.add(packed(messages.subList(from, messages.size()), bytes));
    }
    return packed;
  }

  private static int bytesOf(ConsumerRecord<byte[], byte[]> message) {
    return HEAD_BYTES + lengthOf(message.key()) + lengthOf(message.value());
  }

  private static int lengthOf(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  @SuppressWarnings("NullAway") // a record may be without a key
  private static ConsumerRecord<byte[], byte[]> packed(
      List<ConsumerRecord<byte[], byte[]>> messages, int bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      buffer.putLong(message.offset()).putLong(message.timestamp());
      put(message.key(), buffer);
      put(message.value(), buffer);
    }
    ConsumerRecord<byte[], byte[]> last = messages.get(messages.size() - 1);
    return new ConsumerRecord<>(
        last.topic(), last.partition(), last.offset(), null, buffer.array());
  }

  private static void put(byte @Nullable [] bytes, ByteBuffer buffer) {
    if (bytes == null) {
      buffer.putInt(NULL);
    } else {
      buffer.putInt(bytes.length).put(bytes);
    }
  }

  /** Gives out the messages, one after the other. */
  void forEach(String topic, int partition, Consumer<Message> receiver) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      long offset = buffer.getLong();
      long timestamp = buffer.getLong();
      byte[] key = get(buffer);
      receiver.accept(new Message(topic, partition, offset, timestamp, key, get(buffer)));
    }
  }

  private static byte @Nullable [] get(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  /** All of them as bytes, which nobody changes. */
  byte[] bytes() {
    return bytes;
  }

  /** What was made of them here, or null. */
  @Nullable ParsedMessages parsed() {
    return parsed;
  }

  /** Keeps what was made of them. */
  void keep(ParsedMessages made) {
    parsed = made;
  }
}
