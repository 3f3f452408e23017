package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowBatchCoder;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import dev.mainstem.windowing.Answers;
import dev.mainstem.windowing.Windowing;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class BucketResultFnTest {

  private static final int GROUPS = 1_000;
  private static final Instant TIME = Instant.parse("2026-01-01T10:10:00Z");

  private static final RowType INPUT =
      new RowType(
          List.of(
              new RowType.Field("key", FieldType.INT64, false),
              new RowType.Field("value", FieldType.INT64, false)));
  private static final Schema SCHEMA = Rows.schemaOf(INPUT);
  private static final List<Aggregate> SUM = List.of(Function.SUM.of("sum", 0, FieldType.INT64));
  private static final BucketCoder CODER =
      new BucketCoder(
          new RowKey(SCHEMA, List.of("key")).schema(),
          new AccumulatorsCoder(List.of(GroupResults.ROWS, SUM.get(0))));

  /** Several batches of them; of one group the sum fits no int64, which spoils no other. */
  @Test
  void eachGroupOfALargeBucketHasItsResultAtItsTimeAndInItsWindowOrIsRejected() {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    PCollectionTuple results =
        pipeline
            .apply(
                Create.timestamped(TimestampedValue.of(KV.of(1, bucket()), TIME))
                    .withCoder(KvCoder.of(VarIntCoder.of(), CODER)))
            .apply(Windowing.of(Answers.windowing(Map.of("type", "fixed", "size", "1h"))))
            .apply(
                ParDo.of(new BucketResultFn(groupResults()))
                    .withOutputTags(RowBatch.TAG, TupleTagList.of(Rejected.TAG)));
    results.get(RowBatch.TAG).setCoder(RowBatchCoder.of(groupResults().schema()));
    PAssert.that(described(RowStream.of(results).rows()))
        .containsInAnyOrder(
            IntStream.range(0, GROUPS)
                .filter(key -> key != 500)
                .mapToObj(key -> key + " " + 2 * key + " 10:00 " + TIME)
                .toList());
    PAssert.that(rejected(results))
        .containsInAnyOrder("{\"key\":500,\"window_start\":\"2026-01-01T10:00:00Z\"}");
    assertThat(pipeline.run().waitUntilFinish().isTerminal()).isTrue();
  }

  private static GroupResults groupResults() {
    ResultShape shape =
        ResultShape.of(
            INPUT, List.of("key"), SUM, Answers.windowing(Map.of("type", "fixed", "size", "1h")));
    return new GroupResults("step", shape, SCHEMA);
  }

  private static Bucket bucket() {
    Bucket bucket = new Bucket(CODER);
    GroupBytes bytes = new GroupBytes(CODER);
    for (long key = 0; key < GROUPS; key++) {
      Accumulator[] accumulators = CODER.accumulators().create();
      for (Accumulator accumulator : accumulators) {
        long value = key == 500 ? Long.MAX_VALUE : key;
        accumulator.add(List.of(value));
        accumulator.add(List.of(value));
      }
      bucket.add(new Group(new Object[] {key}), accumulators, bytes);
    }
    return bucket;
  }

  private static PCollection<String> described(PCollection<Row> rows) {
    return rows.apply(ParDo.of(new DescribeFn())).apply(Window.into(new GlobalWindows()));
  }

  private static PCollection<String> rejected(PCollectionTuple results) {
    return results
        .get(Rejected.TAG)
        .setCoder(RejectedCoder.of())
        .apply(MapElements.into(TypeDescriptors.strings()).via(Rejected::raw))
        .apply(Window.into(new GlobalWindows()));
  }

  private static final class DescribeFn extends DoFn<Row, String> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row, @Timestamp Instant time, OutputReceiver<String> out) {
      String start = row.getDateTime("window_start").toString().substring(11, 16);
      out.output(row.getInt64("key") + " " + row.getInt64("sum") + " " + start + " " + time);
    }
  }
}
