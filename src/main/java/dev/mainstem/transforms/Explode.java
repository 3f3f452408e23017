package dev.mainstem.transforms;

import dev.mainstem.record.Rows;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code Explode}: a row for each value of an array, in its order, with the value in the array's
 * place. Of several arrays, a row for each combination of their values, or for the first of each,
 * the second of each and so on. A row without a value in them, which has none, is counted.
 */
final class Explode extends RowTransform {

  private static final long serialVersionUID = 1L;

  private static final String COMBINED =
      "true for each combination of values, false for the first of each array, the second of each"
          + " and so on";

  private final String step;
  private final RowType output;
  private final int[] places;
  private final boolean combined;
  private final @Nullable WindowSpec windows;

  private Explode(StepContext context, List<String> fields, boolean combined) {
    this.step = context.name();
    this.places = fields.stream().mapToInt(context.input()::indexOf).toArray();
    this.combined = combined;
    this.output = exploded(context.input(), fields, !combined && fields.size() > 1);
    this.windows = context.inputWindows();
  }

  static Optional<Explode> read(StepContext context) {
    Section config = context.config();
    config.unsupported("error_handling");
    Optional<Value> value = config.require("fields", "the arrays to make rows of");
    List<String> fields = context.fields("fields");
    Optional<Boolean> combined =
        fields.size() > 1
            ? config.require("cross_product", COMBINED).flatMap(Value::flag)
            : config.get("cross_product").map(Value::flag).orElse(Optional.of(true));
    boolean sound = value.isPresent() && areArrays(fields, value.get(), context.input());
    return sound ? combined.map(all -> new Explode(context, fields, all)) : Optional.empty();
  }

  private static boolean areArrays(List<String> fields, Value value, RowType input) {
    boolean sound = fields.size() == value.items().size();
    for (String name : fields) {
      RowType.Field field = input.field(name).orElseThrow();
      if (!field.array()) {
        value.problem("expected arrays, found " + field);
        sound = false;
      }
    }
    if (new HashSet<>(fields).size() < fields.size()) {
      value.problem("a field stands twice");
      sound = false;
    }
    if (value.items().isEmpty()) {
      value.problem("expected at least one field");
      sound = false;
    }
    return sound;
  }

  private static RowType exploded(RowType input, List<String> fields, boolean nullable) {
    List<RowType.Field> output = new ArrayList<>();
    for (RowType.Field field : input.fields()) {
      output.add(
          fields.contains(field.name())
              ? new RowType.Field(field.name(), field.type(), nullable)
              : field);
    }
    return new RowType(output);
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
        rows.apply("Rows", ParDo.of(new ExplodeFn(step, schema, places, combined)))
            .setRowSchema(schema));
  }

  private static final class ExplodeFn extends DoFn<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final String step;
    private final Schema schema;
    private final int[] places;
    private final boolean combined;
    private transient Tally tally;

    ExplodeFn(String step, Schema schema, int[] places, boolean combined) {
      this.step = step;
      this.schema = schema;
      this.places = places;
      this.combined = combined;
      this.tally = new Tally(step);
    }

    @Setup
    public void setup() {
      tally = new Tally(step);
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<Row> out) {
      @Nullable Object[] values = row.getValues().toArray();
      List<List<?>> arrays = new ArrayList<>();
      for (int place : places) {
        arrays.add(values[place] instanceof List<?> array ? array : List.of());
      }
      int longest = arrays.stream().mapToInt(List::size).max().orElse(0);
      boolean none = combined ? arrays.contains(List.of()) : longest == 0;
      if (none) {
        tally.count("without_values");
      } else if (combined) {
        combine(values, arrays, 0, out);
      } else {
        sideBySide(values, arrays, longest, out);
      }
    }

    /** The first array changes slowest. */
    private void combine(
        @Nullable Object[] values, List<List<?>> arrays, int from, OutputReceiver<Row> out) {
      if (from == places.length) {
        out.output(Rows.of(schema, values.clone()));
        return;
      }
      for (Object value : arrays.get(from)) {
        values[places[from]] = value;
        combine(values, arrays, from + 1, out);
      }
    }

    /** An array that has ended gives null. */
    private void sideBySide(
        @Nullable Object[] values, List<List<?>> arrays, int longest, OutputReceiver<Row> out) {
      for (int i = 0; i < longest; i++) {
        for (int k = 0; k < places.length; k++) {
          List<?> array = arrays.get(k);
          values[places[k]] = i < array.size() ? array.get(i) : null;
        }
        out.output(Rows.of(schema, values.clone()));
      }
    }

    @FinishBundle
    public void finishBundle() {
      tally.flush();
    }
  }
}
