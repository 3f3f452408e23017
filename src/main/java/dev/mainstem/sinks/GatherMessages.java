package dev.mainstem.sinks;

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
final class GatherMessages extends DoFn<KV<byte[], byte[]>, KV<Integer, byte[]>> {

  /** Small enough for the buffers of a shuffle, large enough that its cost does not count. */
  static final int CHUNK_BYTES = 1 << 20;

  private static final long serialVersionUID = 1L;

  private final int shards;
  private transient MessageChunk[] chunks;
  private transient Instant newest;

  GatherMessages(int shards) {
    this.shards = shards;
    this.chunks = new MessageChunk[0];
    this.newest = Instant.EPOCH;
  }

  /** Also forgets what a bundle that failed has gathered. */
  @StartBundle
  public void startBundle() {
    chunks = Stream.generate(MessageChunk::new).limit(shards).toArray(MessageChunk[]::new);
  }

  @ProcessElement
  public void process(
      @Element KV<byte[], byte[]> message,
      @Timestamp Instant timestamp,
      OutputReceiver<KV<Integer, byte[]>> out)
      throws IOException {
    int shard = shardOf(message, shards);
    newest = timestamp;
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
  }

  /** The shard of a message, from 0 on. */
  static int shardOf(KV<byte[], byte[]> message, int shards) {
    byte @Nullable [] key = message.getKey();
    return Math.floorMod(Arrays.hashCode(key == null ? message.getValue() : key), shards);
  }
}
