package dev.mainstem.aggregate;

import dev.mainstem.record.Rows;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes the group and the values of the aggregates out of each row. */
final class GroupFn extends DoFn<Row, KV<Row, Row>> {

  static final TupleTag<KV<Row, Row>> GROUPED = new TupleTag<>("grouped") {};

  private static final long serialVersionUID = 1L;

  private final Grouping grouping;
  private final Schema keySchema;
  private final Schema valueSchema;

  /**
   * @param valueSchema of the values, in the order of their expressions, and of the time if need be
   */
  GroupFn(Grouping grouping, Schema keySchema, Schema valueSchema) {
    this.grouping = grouping;
    this.keySchema = keySchema;
    this.valueSchema = valueSchema;
  }

  @Setup
  public void setup() {
    grouping.open();
  }

  @ProcessElement
  public void process(@Element Row row, @Timestamp Instant time, MultiOutputReceiver out) {
    List<@Nullable Object> values = grouping.values(row, time.getMillis(), out);
    if (values != null) {
      Row group = Rows.of(keySchema, grouping.group(row).clone());
      out.get(GROUPED).output(KV.of(group, Rows.of(valueSchema, values.toArray())));
    }
  }

  @FinishBundle
  public void finishBundle() {
    grouping.flush();
  }
}
