package dev.mainstem.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was written in a definition; what its values mean, the type of the rows tells.
 *
 * @param at where it stands
 * @param path of its place
 * @param values by the names of fields, in the order of the file; as of {@link Node#plain}
 */
public record RowSpec(Position at, String path, Map<String, @Nullable Object> values) {

  public RowSpec {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static RowSpec of(Value item, Section row) {
    return new RowSpec(item.at(), item.path(), row.plain());
  }
}
