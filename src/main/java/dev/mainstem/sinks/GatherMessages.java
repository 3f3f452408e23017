package dev.mainstem.sinks;

import dev.mainstem.record.Tally;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the messages of each bundle into chunks, for each shard its own.
 *
 * <p>What a message says decides its shard, so that it is in the same one when it comes again after
 * a failure: its key, if it has one, which also keeps the messages of a key in their order.
 */
final class GatherMessages<T> extends DoFn<T, KV<Integer, byte[]>> {

  /** Small enough for the buffers of a shuffle, large enough that its cost does not count. */
  static final int CHUNK_BYTES = 1 << 20;

  private static final long serialVersionUID = 1L;

  private final String step;
  private final MessageFormat<T> format;
  private final int shards;
  private transient MessageFormat.Writer<T> writer;
  private transient Tally tally;
  private transient MessageChunk[] chunks;
  private transient Instant newest;

  /**
   * The gathering of a sink.
   *
   * @param step its name in counters
   */
  GatherMessages(String step, MessageFormat<T> format, int shards) {
    this.step = step;
    this.format = format;
    this.shards = shards;
    this.writer = format.open();
    this.tally = new Tally(step);
    this.chunks = new MessageChunk[0];
    this.newest = Instant.EPOCH;
  }

  @Setup
  public void setup() {
    writer = format.open();
    tally = new Tally(step);
  }

  /** Also forgets what a bundle that failed has gathered. */
  @StartBundle
  public void startBundle() {
    chunks = Stream.generate(MessageChunk::new).limit(shards).toArray(MessageChunk[]::new);
  }

  @ProcessElement
  public void process(
      @Element T element, @Timestamp Instant timestamp, OutputReceiver<KV<Integer, byte[]>> out)
      throws IOException {
    newest = timestamp;
    writer.write(element, message -> gather(message, out));
  }

  private void gather(KV<byte[], byte[]> message, OutputReceiver<KV<Integer, byte[]>> out)
      throws IOException {
    tally.count("messages");
    int shard = shardOf(message, shards);
    if (chunks[shard].add(message) >= CHUNK_BYTES) {
      out.output(KV.of(shard, chunks[shard].take()));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    for (int shard = 0; shard < shards; shard++) {
      if (!chunks[shard].isEmpty()) {
        context.output(KV.of(shard, chunks[shard].take()), newest, GlobalWindow.INSTANCE);
      }
    }
    tally.flush();
  }

  /** The shard of a message, from 0 on. */
  static int shardOf(KV<byte[], byte[]> message, int shards) {
    byte @Nullable [] key = message.getKey();
    return Math.floorMod(Arrays.hashCode(key == null ? message.getValue() : key), shards);
  }
}
