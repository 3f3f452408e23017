package dev.mainstem.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Rows in batches: gathered where they are read, and one by one again where a step wants them. */
class RowBatchTest {

  private static final Schema SCHEMA =
      Rows.schemaOf(RowType.of(new RowType.Field("n", FieldType.INT64, false)));

  private static Row row(long n) {
    return Rows.of(SCHEMA, n);
  }

  @Test
  void aBatchIsTheSameBehindItsCoder() throws Exception {
    RowBatch.Builder builder = new RowBatch.Builder(5);
    builder.add(row(3), 30);
    builder.add(row(-7), Long.MIN_VALUE);
    RowBatch batch = CoderUtils.clone(RowBatchCoder.of(SCHEMA), builder.build());
    assertThat(batch.size()).isEqualTo(2);
    assertThat(List.of(batch.row(0), batch.row(1))).containsExactly(row(3), row(-7));
    assertThat(new long[] {batch.time(0), batch.time(1)}).containsExactly(30, Long.MIN_VALUE);
  }

  @Test
  void aBuilderBeginsAgainBehindEachBatch() {
    RowBatch.Builder builder = new RowBatch.Builder(2);
    builder.add(row(1), 10);
    RowBatch first = builder.build();
    builder.add(row(2), 20);
    assertThat(first.row(0)).isEqualTo(row(1));
    assertThat(builder.build().size()).isOne();
  }

  @Test
  void aBatchIsAtTheTimeOfItsOldestRow() {
    RowBatch.Builder builder = new RowBatch.Builder(3);
    LongStream.of(7, 5, 6).forEach(time -> builder.add(row(time), time));
    assertThat(builder.build().earliest()).isEqualTo(Instant.ofEpochMilli(5));
  }

  /** The rows of each element run against the order of time, and their times from 1000 down. */
  private static final class CountDownFn extends DoFn<Integer, RowBatch> {

    private static final long serialVersionUID = 1L;

    private transient BatchOutput output = new BatchOutput();

    @Setup
    public void setup() {
      output = new BatchOutput();
    }

    @ProcessElement
    public void process(@Element Integer count, MultiOutputReceiver out) {
      output.to(out).row(row(-1), Instant.ofEpochMilli(0)); // as if this element failed here
      output.to(out);
      for (int n = 0; n < count; n++) {
        output.row(row(n), Instant.ofEpochMilli(1000 - n));
      }
      output.flush();
    }
  }

  /** Each row as {@code number@time}. */
  private static final class DescribeFn extends DoFn<Row, String> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row, @Timestamp Instant time, OutputReceiver<String> out) {
      out.output(row.getInt64("n") + "@" + time.getMillis());
    }
  }

  @Test
  void rowsComeOutOfTheirBatchesOnceEachAtTheirTimes() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    List<Integer> counts =
        List.of(0, 1, RowBatch.MAX_ROWS, RowBatch.MAX_ROWS + 1, 2 * RowBatch.MAX_ROWS + 44);
    PCollectionTuple outputs =
        pipeline
            .apply(Create.of(counts))
            .apply(
                ParDo.of(new CountDownFn())
                    .withOutputTags(RowBatch.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(RowBatch.TAG).setCoder(RowBatchCoder.of(SCHEMA));
    outputs.get(Rejected.TAG).setCoder(RejectedCoder.of());
    List<String> expected = new ArrayList<>();
    for (int count : counts) {
      IntStream.range(0, count).forEach(n -> expected.add(n + "@" + (1000 - n)));
    }
    PAssert.that(RowStream.of(outputs).rows().apply(ParDo.of(new DescribeFn())))
        .containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }
}
