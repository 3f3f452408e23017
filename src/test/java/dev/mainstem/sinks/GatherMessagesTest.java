package dev.mainstem.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which messages go together through the shuffle. */
class GatherMessagesTest {

  private static final MessageFormat<KV<byte[], byte[]>> AS_THEY_ARE =
      () -> (message, receiver) -> receiver.receive(message);

  private static final int SHARDS = 3;

  private final List<String> chunks = new ArrayList<>();

  @Test
  void aMessageIsInTheSameShardWheneverItComes() {
    assertThat(GatherMessages.shardOf(message(null, "a"), SHARDS))
        .isEqualTo(GatherMessages.shardOf(message(null, "a"), SHARDS));
  }

  @Test
  void theMessagesOfAKeyAreInOneShard() {
    assertThat(GatherMessages.shardOf(message("k", "a"), SHARDS))
        .isEqualTo(GatherMessages.shardOf(message("k", "b"), SHARDS));
  }

  @Test
  void everyShardHasItsPart() {
    assertThat(
            IntStream.range(0, 100)
                .map(n -> GatherMessages.shardOf(message("device-" + n, "a"), SHARDS)))
        .contains(0, 1, 2)
        .allMatch(shard -> shard >= 0 && shard < SHARDS);
  }

  @Test
  void aBundleIsOneChunkInItsOrder() throws IOException {
    GatherMessages<KV<byte[], byte[]>> gather = new GatherMessages<>("step", AS_THEY_ARE, 1);
    gather.startBundle();
    give(gather, message(null, "a"), message("k", ""), message("", "b"));
    assertThat(chunks).isEmpty();
    finish(gather);
    assertThat(chunks).containsExactly("0: null=a k= =b");
    finish(gather);
    assertThat(chunks).hasSize(1);
  }

  @Test
  void aChunkThatIsLargeEnoughIsHandedOnBeforeTheBundleEnds() throws IOException {
    GatherMessages<KV<byte[], byte[]>> gather = new GatherMessages<>("step", AS_THEY_ARE, 1);
    gather.startBundle();
    String half = "x".repeat(GatherMessages.CHUNK_BYTES / 2);
    give(gather, message(null, half), message(null, half), message(null, "rest"));
    assertThat(chunks).containsExactly("0: null=" + half + " null=" + half);
    finish(gather);
    assertThat(chunks).hasSize(2).last().isEqualTo("0: null=rest");
  }

  @Test
  void aBundleThatFailedLeavesNothingToTheNextOne() throws IOException {
    GatherMessages<KV<byte[], byte[]>> gather = new GatherMessages<>("step", AS_THEY_ARE, 1);
    gather.startBundle();
    give(gather, message(null, "failed"));
    gather.startBundle();
    give(gather, message(null, "a"));
    finish(gather);
    assertThat(chunks).containsExactly("0: null=a");
  }

  @SuppressWarnings("NullAway") // the coder's keys may be null
  private static KV<byte[], byte[]> message(@Nullable String key, String value) {
    return KV.of(key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  @SafeVarargs
  private void give(GatherMessages<KV<byte[], byte[]>> gather, KV<byte[], byte[]>... messages)
      throws IOException {
    for (KV<byte[], byte[]> message : messages) {
      gather.process(message, Instant.EPOCH, new Receiver());
    }
  }

  private void finish(GatherMessages<KV<byte[], byte[]>> gather) {
    gather.finishBundle(new Finish(gather));
  }

  private void take(KV<Integer, byte[]> chunk) {
    List<String> texts = new ArrayList<>();
    MessageChunk.read(
        chunk.getValue(),
        message -> {
          byte @Nullable [] key = message.getKey();
          texts.add(
              (key == null ? "null" : new String(key, UTF_8))
                  + "="
                  + new String(message.getValue(), UTF_8));
        });
    chunks.add(chunk.getKey() + ": " + String.join(" ", texts));
  }

  private final class Receiver implements OutputReceiver<KV<Integer, byte[]>> {

    @Override
    public void output(KV<Integer, byte[]> chunk) {
      take(chunk);
    }

    @Override
    public OutputBuilder<KV<Integer, byte[]>> builder(KV<Integer, byte[]> chunk) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Finish
      extends DoFn<KV<byte[], byte[]>, KV<Integer, byte[]>>.FinishBundleContext {

    Finish(GatherMessages<KV<byte[], byte[]>> gather) {
      gather.super();
    }

    @Override
    public PipelineOptions getPipelineOptions() {
      return PipelineOptionsFactory.create();
    }

    @Override
    public void output(KV<Integer, byte[]> chunk, Instant timestamp, BoundedWindow window) {
      take(chunk);
    }

    @Override
    public <T> void output(TupleTag<T> tag, T output, Instant timestamp, BoundedWindow window) {
      throw new UnsupportedOperationException();
    }
  }
}
