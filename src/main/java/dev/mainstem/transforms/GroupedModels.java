package dev.mainstem.transforms;

import dev.mainstem.record.RowKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Models by the values of their groups. Not thread-safe while it is being filled. */
final class GroupedModels {

  private final Map<List<@Nullable Object>, FittedModel> models = new HashMap<>();

  /** The models of the rows of a step; of two for one group, the later one. */
  static GroupedModels of(List<Row> rows, ModelShape shape, Schema schema) {
    RowKey key = new RowKey(schema, shape.group());
    GroupedModels models = new GroupedModels();
    rows.forEach(row -> shape.modelOf(row).ifPresent(model -> models.put(key.values(row), model)));
    return models;
  }

  private void put(@Nullable Object[] group, FittedModel model) {
    models.put(Arrays.asList(group), model);
  }

  /**
   * The model of a group, or null if there is none.
   *
   * @param group as {@link RowKey#values} gives it
   */
  @Nullable FittedModel of(@Nullable Object[] group) {
    return models.get(Arrays.asList(group));
  }
}
