package dev.mainstem.transforms;

import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/** Transforms that can't be steps, one for each reason. */
public final class OddProvider implements SchemaTransformProvider {

  @Override
  public String identifier() {
    return "beam:schematransform:mainstem:odd:v1";
  }

  @Override
  public Schema configurationSchema() {
    return Schema.builder()
        .addStringField("kind")
        .addNullableInt32Field("n")
        .addNullableArrayField("list", Schema.FieldType.INT64)
        .addNullableMapField("map", Schema.FieldType.STRING, Schema.FieldType.BOOLEAN)
        .addNullableField("row", Schema.FieldType.row(Schema.builder().addDoubleField("x").build()))
        .addNullableField("bytes", Schema.FieldType.BYTES)
        .build();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of("input");
  }

  @Override
  public SchemaTransform from(Row config) {
    String kind = Objects.requireNonNull(config.getString("kind"));
    return new SchemaTransform() {
      @Override
      public PCollectionRowTuple expand(PCollectionRowTuple input) {
        return OddProvider.expand(kind, config, input.get("input"));
      }
    };
  }

  private static PCollectionRowTuple expand(String kind, Row config, PCollection<Row> rows) {
    return switch (kind) {
      case "none" -> PCollectionRowTuple.empty(rows.getPipeline());
      case "two" -> PCollectionRowTuple.of("a", rows, "b", rows);
      case "windows" ->
          PCollectionRowTuple.of(
              "output",
              rows.apply(Window.<Row>into(FixedWindows.of(Duration.standardHours(1))))
                  .setRowSchema(rows.getSchema()));
      case "bytes" ->
          PCollectionRowTuple.of(
              "output", same(rows).setRowSchema(Schema.builder().addByteArrayField("raw").build()));
      case "groups" ->
          PCollectionRowTuple.of(
              "output",
              rows.apply(WithKeys.of(1))
                  .setCoder(KvCoder.of(VarIntCoder.of(), rows.getCoder()))
                  .apply(GroupByKey.create())
                  .apply(Values.create())
                  .apply(Flatten.iterables())
                  .setRowSchema(rows.getSchema()));
      default ->
          throw new IllegalArgumentException(
              "I was given %d, %s, %s, %s"
                  .formatted(
                      config.getInt32("n"),
                      config.getArray("list"),
                      config.getMap("map"),
                      Objects.requireNonNull(config.getRow("row")).getDouble("x")));
    };
  }

  private static PCollection<Row> same(PCollection<Row> rows) {
    return rows.apply(MapElements.into(TypeDescriptors.rows()).via(row -> row));
  }
}
