package dev.mainstem.examples;

import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;

// example: the provider
/** Hides all of a text but its first letters. */
public final class MaskProvider implements SchemaTransformProvider {

  @Override
  public String identifier() {
    return "beam:schematransform:com.example:mask:v1";
  }

  /** What a definition can say in the config of the step. */
  @Override
  public Schema configurationSchema() {
    return Schema.builder().addStringField("field").addNullableInt32Field("keep").build();
  }

  @Override
  public List<String> inputCollectionNames() {
    return List.of("input");
  }

  @Override
  public SchemaTransform from(Row config) {
    String field = Objects.requireNonNull(config.getString("field"));
    return new Mask(field, Objects.requireNonNullElse(config.getInt32("keep"), 1));
  }

  private static final class Mask extends SchemaTransform {

    private final String field;
    private final int keep;

    Mask(String field, int keep) {
      this.field = field;
      this.keep = keep;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      PCollection<Row> rows = input.get("input");
      // a field that is not there is told by the check of the definition
      int place = rows.getSchema().indexOf(field);
      int kept = keep;
      return PCollectionRowTuple.of(
          "output",
          rows.apply(MapElements.into(TypeDescriptors.rows()).via(row -> masked(row, place, kept)))
              .setRowSchema(rows.getSchema()));
    }

    private static Row masked(Row row, int place, int keep) {
      String text = row.getString(place);
      return text == null || text.length() <= keep
          ? row
          : Row.fromRow(row)
              .withFieldValue(
                  row.getSchema().nameOf(place),
                  text.substring(0, keep) + "*".repeat(text.length() - keep))
              .build();
    }
  }
}
// example: end
