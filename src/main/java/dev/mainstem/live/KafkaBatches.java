package dev.mainstem.live;

import dev.mainstem.record.BatchedSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.values.TimestampedValue;
import org.jspecify.annotations.Nullable;

/** What KafkaIO reads, in batches. */
final class KafkaBatches {

  /** With it KafkaIO is a source, whatever the runner. */
  private static final String AS_SOURCE = "use_deprecated_read";

  /** About what a message takes beside its key and its value. */
  private static final int MESSAGE_BYTES = 100;

  private KafkaBatches() {}

  /** The reading of messages, as many at a time as are there. */
  static Read.Unbounded<List<TimestampedValue<KafkaRecord<byte[], byte[]>>>> of(
      KafkaIO.Read<byte[], byte[]> read) {
    return Read.from(BatchedSource.of(sourceOf(read), KafkaBatches::bytesOf));
  }

  private static int bytesOf(KafkaRecord<byte[], byte[]> message) {
    byte @Nullable [] key = message.getKV().getKey();
    byte @Nullable [] value = message.getKV().getValue();
    return MESSAGE_BYTES + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
  }

  /** KafkaIO gives its source to nobody but a pipeline: so it is put into one of its own. */
  @SuppressWarnings("unchecked") // what is read of KafkaIO.Read has the type of its messages
  private static UnboundedSource<KafkaRecord<byte[], byte[]>, KafkaCheckpointMark> sourceOf(
      KafkaIO.Read<byte[], byte[]> read) {
    Pipeline pipeline = Pipeline.create();
    pipeline.getOptions().as(ExperimentalOptions.class).setExperiments(List.of(AS_SOURCE));
    pipeline.apply(read);
    List<UnboundedSource<?, ?>> sources = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            take(node);
            return CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            take(node);
          }

          private void take(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> unbounded) {
              sources.add(unbounded.getSource());
            }
          }
        });
    return (UnboundedSource<KafkaRecord<byte[], byte[]>, KafkaCheckpointMark>) sources.get(0);
  }
}
