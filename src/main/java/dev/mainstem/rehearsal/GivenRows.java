package dev.mainstem.rehearsal;

import dev.mainstem.record.JodaTime;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowBatchCoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;

/**
 * The source of a side that gives what a feed says, each row in a batch of its own, and then ends.
 *
 * <p>A bounded one gives all rows at once, as files do: no watermark moves before its end.
 */
final class GivenRows extends PTransform<PBegin, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  private final transient Schema schema;
  private final transient List<Feed.Event> events;
  private final boolean bounded;

  GivenRows(Schema schema, Feed feed, boolean bounded) {
    this.schema = schema;
    this.events = feed.events();
    this.bounded = bounded;
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollection<RowBatch> rows =
        bounded ? input.apply("Rows", atOnce()) : input.apply("Rows", inTime());
    PCollection<Rejected> none = input.apply("None", Create.empty(RejectedCoder.of()));
    return PCollectionTuple.of(RowBatch.TAG, rows).and(Rejected.TAG, none);
  }

  private Create.TimestampedValues<RowBatch> atOnce() {
    List<TimestampedValue<RowBatch>> batches =
        events.stream()
            .filter(Feed.Rows.class::isInstance)
            .flatMap(rows -> batches(((Feed.Rows) rows).rows()).stream())
            .toList();
    return Create.timestamped(batches).withCoder(RowBatchCoder.of(schema));
  }

  private TestStream<RowBatch> inTime() {
    TestStream.Builder<RowBatch> script = TestStream.create(RowBatchCoder.of(schema));
    for (Feed.Event event : events) {
      if (event instanceof Feed.Rows rows) {
        script = withRows(script, batches(rows.rows()));
      } else if (event instanceof Feed.Watermark watermark) {
        script = script.advanceWatermarkTo(JodaTime.of(watermark.at()));
      } else if (event instanceof Feed.Clock clock) {
        script = script.advanceProcessingTime(JodaTime.of(clock.by()));
      }
    }
    return script.advanceWatermarkToInfinity();
  }

  @SuppressWarnings("unchecked") // of an array of generic type, which TestStream asks for
  private static TestStream.Builder<RowBatch> withRows(
      TestStream.Builder<RowBatch> script, List<TimestampedValue<RowBatch>> batches) {
    return script.addElements(
        batches.get(0), batches.subList(1, batches.size()).toArray(TimestampedValue[]::new));
  }

  private static List<TimestampedValue<RowBatch>> batches(List<TimestampedValue<Row>> rows) {
    List<TimestampedValue<RowBatch>> batches = new ArrayList<>();
    for (TimestampedValue<Row> row : rows) {
      RowBatch.Builder batch = new RowBatch.Builder(1);
      batch.add(row.getValue(), row.getTimestamp().getMillis());
      batches.add(TimestampedValue.of(batch.build(), row.getTimestamp()));
    }
    return batches;
  }
}
