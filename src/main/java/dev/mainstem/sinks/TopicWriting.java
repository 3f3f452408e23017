package dev.mainstem.sinks;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.LiveSpec;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * How the messages of a step are written to its topic: as they come, or in transactions.
 *
 * @param transactions of messages that are to be in the topic exactly once; nothing if at least
 *     once is enough
 */
record TopicWriting(Sink.TopicTarget target, Optional<Transactions> transactions) {

  /**
   * How messages are written that are to be in the topic exactly once.
   *
   * @param prefix of transactional ids and consumer groups
   * @param shards how many transactions are written side by side
   */
  record Transactions(String prefix, int shards) {

    /**
     * The transactions of a step. Neither the name of a definition nor that of a topic has a slash,
     * so no two steps and topics share a prefix.
     */
    static Transactions of(Definition definition, String step, String topic, int shards) {
      return new Transactions("%s/%s/%s".formatted(definition.name(), step, topic), shards);
    }
  }

  /** Whether it keeps its promise only if the runner takes checkpoints, or never begins again. */
  boolean needsCheckpoints() {
    return transactions.isPresent();
  }

  /**
   * The writing; its further arguments are those of {@link Sink#writing}.
   *
   * @param step the name of the sink in counters
   */
  <T> PTransform<PCollection<T>, PDone> writing(
      String step, MessageFormat<T> format, Commit commit, String embedded) {
    String servers = target.servers().equals(LiveSpec.EMBEDDED) ? embedded : target.servers();
    if (transactions.isEmpty()) {
      return new MessageTopic<>(step, format, target.topic(), servers, target.producer());
    }
    Transactions how = transactions.get();
    TransactionalTarget where =
        new TransactionalTarget(
            target.topic(),
            servers,
            how.prefix(),
            commit.run(),
            commit.endless(),
            target.producer());
    return new TransactionalTopic<>(step, format, where, how.shards(), commit.atOnce());
  }
}
