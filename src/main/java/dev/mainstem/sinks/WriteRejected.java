package dev.mainstem.sinks;

import dev.mainstem.record.Rejected;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.Delivery;
import dev.mainstem.spec.RejectedSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Writes the rejected records, one JSON object each, to files or to a topic. */
public final class WriteRejected {

  /** The name of its step. */
  public static final String STEP = "rejected";

  private final RejectedSpec spec;
  private final Definition definition;

  private WriteRejected(Definition definition) {
    this.definition = definition;
    this.spec = definition.rejected();
  }

  /** Where the rejected records of a definition go. */
  public static WriteRejected of(Definition definition) {
    return new WriteRejected(definition);
  }

  /** The files, unless they go to a topic. */
  public Optional<FileTarget> files() {
    return Optional.ofNullable(spec.path())
        .map(path -> FileTarget.at(definition.resolve(path), WriteToJson.EXTENSION));
  }

  /** The topic, unless they go to files. */
  public Optional<Sink.TopicTarget> topic() {
    return messages().map(TopicWriting::target);
  }

  /** Whether it keeps its promise only if the runner takes checkpoints, or never begins again. */
  public boolean needsCheckpoints() {
    return messages().map(TopicWriting::needsCheckpoints).orElse(false);
  }

  /** The writing; its arguments are those of {@link Sink#writing}. */
  public PTransform<PCollection<Rejected>, PDone> writing(Commit commit, String embedded) {
    if (files().isPresent()) {
      return new WriteFiles<>(
          STEP, files().get(), FilePacking.BY_SIZE, new RejectedLines(), commit);
    }
    return messages().orElseThrow().writing(STEP, new RejectedMessages(), commit, embedded);
  }

  private Optional<TopicWriting> messages() {
    return Optional.ofNullable(spec.topic())
        .map(
            topic ->
                new TopicWriting(
                    new Sink.TopicTarget(
                        STEP, topic, Objects.requireNonNull(spec.bootstrapServers()), Map.of()),
                    transactions(topic)));
  }

  /**
   * They have one shard: a rejected record says when it was seen, which is another time after a
   * failure, and would take it to another shard.
   */
  private Optional<TopicWriting.Transactions> transactions(String topic) {
    return spec.delivery() == Delivery.EXACTLY_ONCE
        ? Optional.of(TopicWriting.Transactions.of(definition, STEP, topic, 1))
        : Optional.empty();
  }
}
