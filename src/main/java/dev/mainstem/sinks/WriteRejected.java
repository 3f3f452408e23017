package dev.mainstem.sinks;

import dev.mainstem.record.Rejected;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.RejectedSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Writes the rejected records, one JSON object each, to files or to a topic. */
public final class WriteRejected {

  private static final String STEP = "rejected";

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
    return Optional.ofNullable(spec.topic())
        .map(
            topic ->
                new Sink.TopicTarget(
                    STEP, topic, Objects.requireNonNull(spec.bootstrapServers()), Map.of()));
  }

  /** The writing; its arguments are those of {@link Sink#writing}. */
  public PTransform<PCollection<Rejected>, PDone> writing(Commit commit, String embedded) {
    if (files().isPresent()) {
      return new WriteFiles<>(STEP, files().get(), 1, new RejectedLines(), commit);
    }
    Sink.TopicTarget target = topic().orElseThrow();
    String servers = target.servers().equals(LiveSpec.EMBEDDED) ? embedded : target.servers();
    return new PTransform<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public PDone expand(PCollection<Rejected> rejected) {
        return rejected
            .apply("Messages", ParDo.of(new MessagesFn()))
            .setCoder(MessageTopic.coder())
            .apply("Topic", new MessageTopic(target.topic(), servers, Map.of()));
      }
    };
  }

  private static final class MessagesFn extends DoFn<Rejected, KV<byte[], byte[]>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    @SuppressWarnings("NullAway") // the coder's keys may be null
    public void process(@Element Rejected rejected, OutputReceiver<KV<byte[], byte[]>> out) {
      out.output(KV.of(null, rejected.toJson().getBytes(StandardCharsets.UTF_8)));
    }
  }
}
