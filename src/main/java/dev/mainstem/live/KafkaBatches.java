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

/** What KafkaIO reads, in batches. */
final class KafkaBatches {

  /** With it KafkaIO is a source, whatever the runner. */
  private static final String AS_SOURCE = "use_deprecated_read";

  private KafkaBatches() {}

  /** The reading of messages, as many at a time as are there. */
  static Read.Unbounded<List<TimestampedValue<KafkaRecord<byte[], Messages>>>> of(
      KafkaIO.Read<byte[], Messages> read) {
    return Read.from(BatchedSource.of(sourceOf(read), KafkaBatches::bytesOf));
  }

  private static int bytesOf(KafkaRecord<byte[], Messages> messages) {
    return messages.getKV().getValue().bytes().length;
  }

  /** KafkaIO gives its source to nobody but a pipeline: so it is put into one of its own. */
  @SuppressWarnings("unchecked") // what is read of KafkaIO.Read has the type of its messages
  private static UnboundedSource<KafkaRecord<byte[], Messages>, KafkaCheckpointMark> sourceOf(
      KafkaIO.Read<byte[], Messages> read) {
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
    return (UnboundedSource<KafkaRecord<byte[], Messages>, KafkaCheckpointMark>) sources.get(0);
  }
}
