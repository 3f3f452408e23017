package dev.mainstem.transforms;

import dev.mainstem.record.Rows;
import dev.mainstem.spec.OptionalJars;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code Sql}: a query of Beam SQL over rows one by one.
 *
 * <p>What brings rows together is left to the steps that answer the same whatever the order and the
 * side: SQL's own sums do not. What the rows are, is found as that of a {@link BeamTransform} is.
 */
final class Sql extends RowTransform {

  private static final long serialVersionUID = 1L;

  private final String query;
  private final RowType output;
  private final @Nullable WindowSpec windows;

  private Sql(String query, RowType output, @Nullable WindowSpec windows) {
    this.query = query;
    this.output = output;
    this.windows = windows;
  }

  static Optional<Sql> read(StepContext context) {
    Optional<Value> query =
        context.config().require("query", "such as SELECT zone FROM PCOLLECTION WHERE fare > 10");
    Optional<String> text = query.flatMap(value -> value.word("a query"));
    if (!OptionalJars.SQL.isThere()) {
      context.spec().type().problem(OptionalJars.SQL.missing());
      return Optional.empty();
    }
    return text.flatMap(sql -> planned(context, query.get(), sql));
  }

  private static Optional<Sql> planned(StepContext context, Value value, String query) {
    try {
      PCollection<Row> rows = BeamTransform.scratch(context);
      PCollection<Row> output = SqlQuery.apply(query, rows);
      if (SqlQuery.gathersRows(output.getPipeline())
          || !output.getWindowingStrategy().equals(rows.getWindowingStrategy())) {
        value.problem(
            "expected a query that looks at rows one by one, without GROUP BY, JOIN, ORDER BY and"
                + " LIMIT; Combine and Join bring rows together");
        return Optional.empty();
      }
      return BeamTransform.typeOf(context, output.getSchema())
          .map(type -> new Sql(query, type, context.inputWindows()));
    } catch (RuntimeException e) {
      // Beam SQL's own exceptions and those of its planner have no other class in common
      value.problem(SqlQuery.fault(e));
      return Optional.empty();
    }
  }

  @Override
  public RowType output() {
    return output;
  }

  @Override
  public @Nullable WindowSpec windows() {
    return windows;
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> rows) {
    Schema schema = Rows.schemaOf(output);
    return PCollectionTuple.of(
        Rows.TAG,
        SqlQuery.apply(query, rows)
            .apply("Rows", ParDo.of(new BeamTransform.OurRowsFn(schema)))
            .setRowSchema(schema));
  }
}
