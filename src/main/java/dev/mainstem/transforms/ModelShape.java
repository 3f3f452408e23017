package dev.mainstem.transforms;

import dev.mainstem.spec.RowType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where a model stands in the rows of a step that fits one for each group.
 *
 * @param fittedOn whose rows it is fitted on
 * @param groupBy the fields that make a group, as the rows have them
 * @param coefficients the fields of the coefficients, in the order of what they are multiplied with
 * @param intercept the field of the intercept
 * @param standardError the field of the standard error, or null if the rows have none
 */
record ModelShape(
    Side fittedOn,
    List<RowType.Field> groupBy,
    List<String> coefficients,
    String intercept,
    @Nullable String standardError)
    implements Serializable {

  ModelShape {
    groupBy = List.copyOf(groupBy);
    coefficients = List.copyOf(coefficients);
  }

  /** The names of the fields that make a group. */
  List<String> group() {
    return groupBy.stream().map(RowType.Field::name).toList();
  }

  /**
   * The model of a row; nothing where none could be fitted.
   *
   * @param version what it is called, or null
   */
  Optional<FittedModel> modelOf(Row row, @Nullable String version) {
    Double constant = row.getDouble(intercept);
    if (constant == null) {
      return Optional.empty();
    }
    List<Double> factors = new ArrayList<>();
    for (String coefficient : coefficients) {
      Double factor = row.getDouble(coefficient);
      if (factor == null) {
        return Optional.empty();
      }
      factors.add(factor);
    }
    Double error = standardError == null ? null : row.getDouble(standardError);
    return Optional.of(new FittedModel(factors, constant, error, version));
  }
}
