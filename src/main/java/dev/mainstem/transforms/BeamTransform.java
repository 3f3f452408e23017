package dev.mainstem.transforms;

import dev.mainstem.record.Rows;
import dev.mainstem.spec.NearestWord;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Value;
import dev.mainstem.spec.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/**
 * A step that is a {@code SchemaTransform} of Beam's or of the user's own, found on the class path
 * by its identifier.
 *
 * <p>What its rows are, it tells only when it is put into a pipeline; so the check puts it into one
 * that is never run.
 */
final class BeamTransform extends RowTransform {

  private static final long serialVersionUID = 1L;

  private final SchemaTransform transform;
  private final String input;
  private final RowType output;
  private final @Nullable WindowSpec windows;

  private BeamTransform(
      SchemaTransform transform, String input, RowType output, @Nullable WindowSpec windows) {
    this.transform = transform;
    this.input = input;
    this.output = output;
    this.windows = windows;
  }

  static Optional<BeamTransform> read(StepContext context) {
    Optional<SchemaTransformProvider> provider = provider(context.spec().type());
    if (provider.isEmpty()) {
      // nobody knows its keys
      context.config().all();
      return Optional.empty();
    }
    return SchemaConfig.read(context.config(), provider.get().configurationSchema())
        .flatMap(config -> expanded(context, provider.get(), config));
  }

  private static Optional<SchemaTransformProvider> provider(Value type) {
    String identifier = type.text("the identifier of a transform").orElse("");
    Map<String, SchemaTransformProvider> found = new TreeMap<>();
    try {
      for (SchemaTransformProvider each : ServiceLoader.load(SchemaTransformProvider.class)) {
        found.put(each.identifier(), each);
      }
    } catch (ServiceConfigurationError e) {
      type.problem("a transform on the class path can't be loaded: " + e.getMessage());
      return Optional.empty();
    }
    if (!found.containsKey(identifier)) {
      type.problem(
          "no such transform on the class path: %s%s; there are %s"
              .formatted(
                  identifier,
                  NearestWord.hint(identifier, found.keySet()),
                  String.join(", ", found.keySet())));
    }
    return Optional.ofNullable(found.get(identifier));
  }

  private static Optional<BeamTransform> expanded(
      StepContext context, SchemaTransformProvider provider, Row config) {
    List<String> inputs = provider.inputCollectionNames();
    String input = inputs.size() == 1 ? inputs.get(0) : "input";
    try {
      SchemaTransform transform = provider.from(config);
      PCollection<Row> rows = scratch(context);
      Map<String, PCollection<Row>> outputs =
          PCollectionRowTuple.of(input, rows).apply("Transform", transform).getAll();
      if (outputs.size() != 1) {
        problem(context, "expected a transform of one output, found " + outputs.keySet());
        return Optional.empty();
      }
      PCollection<Row> output = outputs.values().iterator().next();
      if (!output.getWindowingStrategy().equals(rows.getWindowingStrategy())) {
        problem(context, "expected rows in the windows that they came in, found others");
        return Optional.empty();
      }
      return typeOf(context, output.getSchema())
          .map(type -> new BeamTransform(transform, input, type, context.inputWindows()));
    } catch (RuntimeException e) {
      // whatever the code of somebody else finds wrong with its configuration or its rows
      problem(context, "the transform refuses its config or its rows: " + e);
      return Optional.empty();
    }
  }

  /** No rows, of the type and in the bounds of those that will come. */
  static PCollection<Row> scratch(StepContext context) {
    Schema schema = Rows.schemaOf(context.input());
    PCollection<Row> rows =
        Pipeline.create().apply(Create.empty(RowCoder.of(schema))).setRowSchema(schema);
    boolean endless = context.endless() && context.inputWindows() == null;
    return endless ? rows.setIsBoundedInternal(PCollection.IsBounded.UNBOUNDED) : rows;
  }

  static Optional<RowType> typeOf(StepContext context, Schema schema) {
    List<RowType.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Optional<RowType.Field> known = Rows.fieldOf(field);
      known.ifPresent(fields::add);
      if (known.isEmpty()) {
        problem(
            context,
            "expected rows of types that a schema can name, found %s: %s"
                .formatted(field.getName(), field.getType().getTypeName()));
      }
    }
    return fields.size() == schema.getFieldCount()
        ? Optional.of(new RowType(fields))
        : Optional.empty();
  }

  private static void problem(StepContext context, String rule) {
    context.spec().type().problem(rule);
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
    PCollection<Row> made =
        PCollectionRowTuple.of(input, rows).apply("Transform", transform).getSinglePCollection();
    return PCollectionTuple.of(
        Rows.TAG, made.apply("Rows", ParDo.of(new OurRowsFn(schema))).setRowSchema(schema));
  }

  /** Rows may be made in many ways; here they are those that all other steps make. */
  static final class OurRowsFn extends DoFn<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final Schema schema;

    OurRowsFn(Schema schema) {
      this.schema = schema;
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<Row> out) {
      @Nullable Object[] values = new @Nullable Object[schema.getFieldCount()];
      for (int i = 0; i < values.length; i++) {
        Object value = row.getValue(i);
        values[i] =
            value instanceof ReadableInstant time ? Instant.ofEpochMilli(time.getMillis()) : value;
      }
      out.output(Rows.of(schema, values));
    }
  }
}
