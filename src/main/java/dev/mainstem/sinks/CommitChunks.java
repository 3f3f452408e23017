package dev.mainstem.sinks;

import dev.mainstem.record.JodaTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes chunks of messages in transactions, when they can no longer be taken back.
 *
 * <p>Chunks are numbered and kept in this step's state. When a checkpoint is complete that holds
 * them, all that wait are written in one transaction a shard, and the number behind them with it.
 * So they are there to be written again until they are known to be in the topic, and are not
 * written again then. What stands in a state that was restored is in a complete checkpoint.
 *
 * <p>At the end of the stream all the rest is written at once, in a transaction that says that it
 * was the last: nothing would come back to it when the last checkpoint was complete but its worker
 * was gone. If the job goes back to an earlier checkpoint after that, whatever comes once more was
 * in it.
 */
final class CommitChunks extends DoFn<KV<Integer, byte[]>, Void> {

  private static final long serialVersionUID = 1L;
  private static final Duration CALLBACK_EXPIRY = Duration.ofDays(365);

  /** How long a complete checkpoint waits for its transactions, at most. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  @StateId("next")
  private final StateSpec<ValueState<Long>> nextSpec = StateSpecs.value(VarLongCoder.of());

  @StateId("pending")
  private final StateSpec<BagState<KV<Long, byte[]>>> pendingSpec =
      StateSpecs.bag(KvCoder.of(VarLongCoder.of(), ByteArrayCoder.of()));

  @TimerId("look")
  private final TimerSpec lookSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("end")
  private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final TransactionalTarget target;
  private final boolean atOnce;
  private final Duration renewAfter;
  private transient Map<Integer, Shard> shards;

  /** Kept for the bundles of timers, which Beam gives none: it is the same one for all bundles. */
  private transient @Nullable BundleFinalizer finalizer;

  /**
   * @param atOnce whether there is no checkpoint to wait for
   * @param renewAfter the silence after which the broker may be about to forget a shard
   */
  CommitChunks(TransactionalTarget target, boolean atOnce, Duration renewAfter) {
    this.target = target;
    this.atOnce = atOnce;
    this.renewAfter = renewAfter;
    this.shards = new HashMap<>();
  }

  @Setup
  public void setup() {
    shards = new HashMap<>();
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, byte[]> chunk,
      @StateId("next") ValueState<Long> next,
      @StateId("pending") BagState<KV<Long, byte[]>> pending,
      @TimerId("look") Timer look,
      @TimerId("end") Timer end,
      BundleFinalizer bundleFinalizer) {
    finalizer = bundleFinalizer;
    Shard shard = shard(chunk.getKey(), next, pending);
    long number = shard.numbered();
    if (isEmpty(pending)) {
      look.offset(JodaTime.of(LOOK_EVERY)).setRelative();
      if (!atOnce || number == 0) {
        shard.renew(renewAfter);
      }
    }
    end.set(GlobalWindow.INSTANCE.maxTimestamp());
    pending.add(KV.of(number, chunk.getValue()));
    next.write(number + 1);
    shard.number(number + 1);
    release(shard);
  }

  /** Processing time goes on while nothing comes, so nothing waits for a further message. */
  @OnTimer("look")
  public void look(
      @Key Integer key,
      @StateId("next") ValueState<Long> next,
      @StateId("pending") BagState<KV<Long, byte[]>> pending,
      @TimerId("look") Timer look) {
    Shard shard = shard(key, next, pending);
    write(shard, pending, atOnce ? shard.numbered() : shard.safe(), false);
    if (!isEmpty(pending)) {
      look.offset(JodaTime.of(LOOK_EVERY)).setRelative();
    }
  }

  @OnTimer("end")
  public void end(
      @Key Integer key,
      @StateId("next") ValueState<Long> next,
      @StateId("pending") BagState<KV<Long, byte[]>> pending) {
    Shard shard = shard(key, next, pending);
    write(shard, pending, shard.numbered(), !target.endless());
  }

  private void write(Shard shard, BagState<KV<Long, byte[]>> pending, long upTo, boolean last) {
    if (upTo <= shard.written()) {
      return;
    }
    List<KV<Long, byte[]>> chunks =
        StreamSupport.stream(pending.read().spliterator(), false)
            .sorted(Comparator.comparing(KV<Long, byte[]>::getKey))
            .toList();
    List<KV<Long, byte[]>> ready = chunks.stream().filter(c -> c.getKey() < upTo).toList();
    try {
      shard.write(ready, upTo, last);
    } finally {
      release(shard);
    }
    pending.clear();
    chunks.stream().skip(ready.size()).forEach(pending::add);
  }

  /**
   * What this bundle has numbered is safe with the next checkpoint. Bundles of timers say it too: a
   * checkpoint that fails takes its callbacks with it.
   */
  @FinishBundle
  public void finishBundle() {
    BundleFinalizer callbacks = finalizer;
    if (callbacks == null || atOnce) {
      return;
    }
    Map<Shard, Long> numbered =
        shards.values().stream()
            .filter(shard -> shard.numbered() > shard.safe())
            .collect(Collectors.toMap(shard -> shard, Shard::numbered));
    if (!numbered.isEmpty()) {
      callbacks.afterBundleCommit(
          Instant.now().plus(JodaTime.of(CALLBACK_EXPIRY)),
          () -> numbered.forEach(Shard::makeSafe));
    }
  }

  @Teardown
  public void teardown() {
    shards.values().forEach(Shard::close);
  }

  /**
   * The shard as this worker knows it. Without checkpoints a runner may hand a shard from worker to
   * worker, so none of them knows it any longer than a call.
   */
  private Shard shard(Integer key, ValueState<Long> next, BagState<KV<Long, byte[]>> pending) {
    Shard known = shards.get(key);
    if (known != null) {
      return known;
    }
    Long numbered = next.read();
    ShardState found = new ShardState(numbered == null ? 0 : numbered, isEmpty(pending));
    Shard met = new Shard(target, key, found);
    if (!atOnce) {
      shards.put(key, met);
    }
    return met;
  }

  private void release(Shard shard) {
    if (atOnce) {
      shard.close();
    }
  }

  private static boolean isEmpty(BagState<?> bag) {
    return Boolean.TRUE.equals(bag.isEmpty().read());
  }
}
