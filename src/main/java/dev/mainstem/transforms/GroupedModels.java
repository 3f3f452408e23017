package dev.mainstem.transforms;

import dev.mainstem.record.RowKey;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Models by the values of their groups. Not thread-safe while they are being added. */
final class GroupedModels implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ModelShape shape;
  private final RowKey key;
  private final Map<List<@Nullable Object>, FittedModel> models = new HashMap<>();

  /** None yet; they are to be those of rows of a schema. */
  GroupedModels(ModelShape shape, Schema schema) {
    this.shape = shape;
    this.key = new RowKey(schema, shape.group());
  }

  /** The models of the rows of a step, which has one for each group. */
  static GroupedModels of(List<Row> rows, ModelShape shape, Schema schema) {
    GroupedModels models = new GroupedModels(shape, schema);
    rows.forEach(row -> models.put(row, null));
    return models;
  }

  /** Adds the model of a row, if it has one, in the place of the one that its group has. */
  void put(Row row, @Nullable String version) {
    shape
        .modelOf(row, version)
        .ifPresent(model -> models.put(Arrays.asList(key.values(row)), model));
  }

  /**
   * The model of a group, or null if there is none.
   *
   * @param group as {@link RowKey#values} gives it
   */
  @Nullable FittedModel of(@Nullable Object[] group) {
    return models.get(Arrays.asList(group));
  }

  /** Whether there is none for any group. */
  boolean isEmpty() {
    return models.isEmpty();
  }
}
