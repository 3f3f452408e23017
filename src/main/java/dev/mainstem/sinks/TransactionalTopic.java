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
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes messages to a topic, each exactly once for whoever reads what is committed: gathered into
 * chunks, and these written in a transaction with each checkpoint.
 */
final class TransactionalTopic<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;

  /** Brokers keep groups and transactional ids for a week, unless they are told to keep less. */
  private static final Duration RENEW_AFTER = Duration.ofHours(1);

  private final String step;
  private final MessageFormat<T> format;
  private final TransactionalTarget target;
  private final int shards;
  private final boolean atOnce;

  /**
   * A topic of a broker.
   *
   * @param step the name of the sink in counters
   * @param shards how many transactions are written side by side
   * @param atOnce whether there are no checkpoints to wait for
   */
  TransactionalTopic(
      String step,
      MessageFormat<T> format,
      TransactionalTarget target,
      int shards,
      boolean atOnce) {
    this.step = step;
    this.format = format;
    this.target = target;
    this.shards = shards;
    this.atOnce = atOnce;
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    elements
        .apply(
            "AllTime",
            Window.<T>into(new GlobalWindows())
                .triggering(DefaultTrigger.of())
                .withAllowedLateness(JodaTime.of(Duration.ZERO))
                .discardingFiredPanes())
        .apply("Gather", ParDo.of(new GatherMessages<>(step, format, shards)))
        .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
        .apply("Commit", ParDo.of(new CommitChunks(target, atOnce, RENEW_AFTER)));
    return PDone.in(elements.getPipeline());
  }
}
