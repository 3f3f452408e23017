package dev.mainstem.sinks;

import dev.mainstem.record.JodaTime;
import java.time.Duration;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes messages to a topic, each exactly once for whoever reads what is committed: gathered into
 * chunks, and these written in a transaction with each checkpoint.
 */
final class TransactionalTopic extends PTransform<PCollection<KV<byte[], byte[]>>, PDone> {

  private static final long serialVersionUID = 1L;

  /** Brokers keep groups and transactional ids for a week, unless they are told to keep less. */
  private static final Duration RENEW_AFTER = Duration.ofHours(1);

  private final TransactionalTarget target;
  private final int shards;
  private final boolean atOnce;

  /**
   * A topic of a broker.
   *
   * @param shards how many transactions are written side by side
   * @param atOnce whether there are no checkpoints to wait for
   */
  TransactionalTopic(TransactionalTarget target, int shards, boolean atOnce) {
    this.target = target;
    this.shards = shards;
    this.atOnce = atOnce;
  }

  @Override
  public PDone expand(PCollection<KV<byte[], byte[]>> messages) {
    messages
        .apply(
            "AllTime",
            Window.<KV<byte[], byte[]>>into(new GlobalWindows())
                .triggering(DefaultTrigger.of())
                .withAllowedLateness(JodaTime.of(Duration.ZERO))
                .discardingFiredPanes())
        .apply("Gather", ParDo.of(new GatherMessages(shards)))
        .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
        .apply("Commit", ParDo.of(new CommitChunks(target, atOnce, RENEW_AFTER)));
    return PDone.in(messages.getPipeline());
  }
}
