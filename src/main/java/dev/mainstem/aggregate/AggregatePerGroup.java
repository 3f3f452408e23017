package dev.mainstem.aggregate;

import dev.mainstem.expression.Expression;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import dev.mainstem.windowing.Windowing;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Aggregates rows per group and window: one result row for each group of each window that has any,
 * and for each time the window answers.
 */
public final class AggregatePerGroup extends PTransform<PCollection<Row>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final RowType input;
  private final List<String> groupBy;
  private final List<Expression> values;
  private final boolean skipNulls;
  private final List<Aggregate> aggregates;
  private final WindowSpec windowing;
  private final boolean assign;

  /**
   * What to aggregate, and how.
   *
   * @param step the name of the step in rejected records and counters
   * @param input the type of the rows
   * @param groupBy the fields that make a group; none for one group of all
   * @param values what the aggregates take, by place
   * @param skipNulls whether a row with a null among its values is passed over
   * @param aggregates the aggregates
   * @param windowing the windows that the results are for
   * @param assign whether the rows are still to be put into these windows
   */
  public AggregatePerGroup(
      String step,
      RowType input,
      List<String> groupBy,
      List<Expression> values,
      boolean skipNulls,
      List<Aggregate> aggregates,
      WindowSpec windowing,
      boolean assign) {
    this.step = step;
    this.input = input;
    this.groupBy = List.copyOf(groupBy);
    this.values = List.copyOf(values);
    this.skipNulls = skipNulls;
    this.aggregates = List.copyOf(aggregates);
    this.windowing = windowing;
    this.assign = assign;
  }

  /**
   * The fields of the result rows; a name may stand among them twice if the definition is wrong.
   */
  public List<RowType.Field> outputs() {
    return ResultShape.of(input, groupBy, aggregates, windowing).fields();
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    Schema schema = Rows.schemaOf(input);
    RowKey key = new RowKey(schema, groupBy);
    PCollectionTuple grouped = rows.apply("Group", group(schema, key));
    PCollection<KV<Row, Row>> values =
        grouped
            .get(GroupFn.GROUPED)
            .setCoder(KvCoder.of(RowCoder.of(key.schema()), RowCoder.of(valueSchema())));
    List<Aggregate> counted = new ArrayList<>(List.of(ResultFn.ROWS));
    counted.addAll(aggregates);
    PCollectionTuple results =
        (assign ? values.apply("windowing", Windowing.of(windowing)) : values)
            .apply("PerGroup", Combine.perKey(new AggregateFn(counted)))
            .setCoder(KvCoder.of(RowCoder.of(key.schema()), new AccumulatorsCoder(counted)))
            .apply("Result", result(schema));
    return outputs(grouped, results);
  }

  private ParDo.MultiOutput<Row, KV<Row, Row>> group(Schema schema, RowKey key) {
    GroupFn fn = new GroupFn(step, schema, valueSchema(), key, values, skipNulls);
    return ParDo.of(fn).withOutputTags(GroupFn.GROUPED, TupleTagList.of(Rejected.TAG));
  }

  private ParDo.MultiOutput<KV<Row, Accumulator[]>, Row> result(Schema schema) {
    ResultFn fn = new ResultFn(step, ResultShape.of(input, groupBy, aggregates, windowing), schema);
    return ParDo.of(fn).withOutputTags(Rows.TAG, TupleTagList.of(Rejected.TAG));
  }

  private Schema valueSchema() {
    List<RowType.Field> fields = new ArrayList<>();
    for (Expression value : values) {
      fields.add(new RowType.Field("v" + fields.size(), value.type(), true));
    }
    return Rows.schemaOf(new RowType(fields));
  }

  private PCollectionTuple outputs(PCollectionTuple grouped, PCollectionTuple results) {
    results.get(Rows.TAG).setRowSchema(Rows.schemaOf(new RowType(outputs())));
    results.get(Rejected.TAG).setCoder(RejectedCoder.of());
    grouped.get(Rejected.TAG).setCoder(RejectedCoder.of());
    RejectedRecords rejected = new RejectedRecords();
    rejected.add(grouped.get(Rejected.TAG));
    rejected.add(results.get(Rejected.TAG));
    return PCollectionTuple.of(Rows.TAG, results.get(Rows.TAG))
        .and(Rejected.TAG, rejected.all("Rejected"));
  }
}
