package dev.mainstem.aggregate;

import dev.mainstem.expression.Expression;
import dev.mainstem.record.GroupBuckets;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RejectedCoder;
import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowBatch;
import dev.mainstem.record.RowBatchCoder;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.WindowSpec;
import dev.mainstem.windowing.Slices;
import dev.mainstem.windowing.Windowing;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
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
  private final boolean late;
  private final GroupBuckets shares;

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
   * @param late whether rows can come after their window is closed
   * @param shares the buckets that groups are in where several are kept as one
   */
  public AggregatePerGroup(
      String step,
      RowType input,
      List<String> groupBy,
      List<Expression> values,
      boolean skipNulls,
      List<Aggregate> aggregates,
      WindowSpec windowing,
      boolean assign,
      boolean late,
      GroupBuckets shares) {
    this.step = step;
    this.input = input;
    this.groupBy = List.copyOf(groupBy);
    this.values = List.copyOf(values);
    this.skipNulls = skipNulls;
    this.aggregates = List.copyOf(aggregates);
    this.windowing = windowing;
    this.assign = assign;
    this.late = late;
    this.shares = shares;
  }

  /** The same with its groups in other buckets than those that suit any runner. */
  public AggregatePerGroup in(GroupBuckets buckets) {
    return new AggregatePerGroup(
        step, input, groupBy, values, skipNulls, aggregates, windowing, assign, late, buckets);
  }

  /**
   * The fields of the result rows; a name may stand among them twice if the definition is wrong.
   */
  public List<RowType.Field> outputs() {
    return ResultShape.of(input, groupBy, aggregates, windowing).fields();
  }

  /** The same over rows that come in batches, for what is aggregated in buckets. */
  public PTransform<PCollection<RowBatch>, PCollectionTuple> ofBatches() {
    return new PTransform<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public PCollectionTuple expand(PCollection<RowBatch> batches) {
        return over(RowStream.of(PCollectionTuple.of(RowBatch.TAG, batches)));
      }
    };
  }

  /** What it keeps for each group that grows with the group's rows, in words. */
  public List<String> keeps() {
    return aggregates.stream()
        .flatMap(a -> a.keeps().stream().map(kept -> a.outputs().get(0).name() + " keeps " + kept))
        .toList();
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    return over(RowStream.of(rows));
  }

  private PCollectionTuple over(RowStream rows) {
    Schema schema = Rows.schemaOf(input);
    RowKey key = new RowKey(schema, groupBy);
    Grouping grouping = new Grouping(step, schema, key, values, skipNulls, needsTime());
    List<Aggregate> counted = new ArrayList<>(List.of(GroupResults.ROWS));
    counted.addAll(aggregates);
    RejectedRecords rejected = new RejectedRecords();
    ResultShape shape = ResultShape.of(input, groupBy, aggregates, windowing);
    GroupResults results = new GroupResults(step, shape, schema);
    return inBuckets()
        ? perBucket(rows, grouping, key.schema(), counted, results, rejected)
        : perGroup(rows.rows(), grouping, key.schema(), counted, results, rejected);
  }

  /**
   * Whether rows are aggregated before the runner sees their groups. Windows that answer repeatedly
   * answer for those groups alone that have changed, sessions merge group by group, and of a row
   * that is late for some of its windows each of these is counted: that is for the runner to do.
   */
  public boolean inBuckets() {
    return assign
        && !windowing.firesRepeatedly()
        && switch (windowing.kind()) {
          case FIXED, GLOBAL -> true;
          case SLIDING -> !late;
          case SESSIONS -> false;
        };
  }

  private PCollectionTuple perBucket(
      RowStream rows,
      Grouping grouping,
      Schema keySchema,
      List<Aggregate> counted,
      GroupResults results,
      RejectedRecords rejected) {
    BucketCoder coder = new BucketCoder(keySchema, new AccumulatorsCoder(counted));
    PCollectionTuple parts =
        PreAggregateFn.over(rows, grouping, Slices.of(windowing), shares, coder);
    rejected.add(parts.get(Rejected.TAG).setCoder(RejectedCoder.of()));
    PCollection<KV<Integer, Bucket>> buckets =
        parts.get(PreAggregateFn.BUCKETS).setCoder(KvCoder.of(VarIntCoder.of(), coder));
    if (late && windowing.isBounded()) {
      buckets = buckets.apply("InTime", ParDo.of(new InTimeFn(step, windowing)));
    }
    PCollectionTuple outputs =
        buckets
            .apply("windowing", Windowing.of(windowing))
            .apply("PerBucket", Combine.perKey(new MergeFn(coder)))
            .apply(
                "Result",
                ParDo.of(new BucketResultFn(results))
                    .withOutputTags(RowBatch.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(RowBatch.TAG).setCoder(RowBatchCoder.of(results.schema()));
    return PCollectionTuple.of(RowBatch.TAG, outputs.get(RowBatch.TAG))
        .and(Rejected.TAG, all(rejected, outputs));
  }

  private PCollectionTuple perGroup(
      PCollection<Row> rows,
      Grouping grouping,
      Schema keySchema,
      List<Aggregate> counted,
      GroupResults results,
      RejectedRecords rejected) {
    PCollectionTuple grouped =
        rows.apply(
            "Group",
            ParDo.of(new GroupFn(grouping, keySchema, valueSchema()))
                .withOutputTags(GroupFn.GROUPED, TupleTagList.of(Rejected.TAG)));
    rejected.add(grouped.get(Rejected.TAG).setCoder(RejectedCoder.of()));
    PCollection<KV<Row, Row>> values =
        grouped
            .get(GroupFn.GROUPED)
            .setCoder(KvCoder.of(RowCoder.of(keySchema), RowCoder.of(valueSchema())));
    PCollectionTuple outputs =
        (assign ? values.apply("windowing", Windowing.of(windowing)) : values)
            .apply("PerGroup", Combine.perKey(new AggregateFn(counted)))
            .apply(
                "Result",
                ParDo.of(new ResultFn(results))
                    .withOutputTags(Rows.TAG, TupleTagList.of(Rejected.TAG)));
    outputs.get(Rows.TAG).setRowSchema(results.schema());
    return PCollectionTuple.of(Rows.TAG, outputs.get(Rows.TAG))
        .and(Rejected.TAG, all(rejected, outputs));
  }

  private static PCollection<Rejected> all(RejectedRecords rejected, PCollectionTuple outputs) {
    rejected.add(outputs.get(Rejected.TAG).setCoder(RejectedCoder.of()));
    return rejected.all("Rejected");
  }

  private boolean needsTime() {
    return aggregates.stream().anyMatch(Aggregate::needsTime);
  }

  private Schema valueSchema() {
    List<RowType.Field> fields = new ArrayList<>();
    for (Expression value : values) {
      fields.add(new RowType.Field("v" + fields.size(), value.type(), true));
    }
    if (needsTime()) {
      fields.add(EventTime.FIELD);
    }
    return Rows.schemaOf(new RowType(fields));
  }
}
