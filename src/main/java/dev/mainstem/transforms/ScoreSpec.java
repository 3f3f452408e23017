package dev.mainstem.transforms;

import dev.mainstem.expression.Expression;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model.
 *
 * @param x numbers, one for each coefficient
 * @param prediction the field for what the model says
 * @param y the number that it speaks of, or null if only the prediction is asked for
 * @param residual the field for y - prediction
 * @param anomaly the field for whether the residual is too far from zero, or null if nobody asks
 * @param k how many standard errors of the regression are too far
 * @param version the field for what tells the model from others, or null if nobody asks
 */
record ScoreSpec(
    List<Expression> x,
    String prediction,
    @Nullable Expression y,
    String residual,
    @Nullable String anomaly,
    double k,
    @Nullable String version)
    implements Serializable {

  ScoreSpec {
    x = List.copyOf(x);
  }

  /** The fields that a row gets, in their order. */
  List<RowType.Field> added() {
    List<RowType.Field> fields = new ArrayList<>();
    fields.add(new RowType.Field(prediction, FieldType.DOUBLE, true));
    if (y != null) {
      fields.add(new RowType.Field(residual, FieldType.DOUBLE, true));
    }
    if (anomaly != null) {
      fields.add(new RowType.Field(anomaly, FieldType.BOOLEAN, true));
    }
    if (version != null) {
      fields.add(new RowType.Field(version, FieldType.STRING, true));
    }
    return fields;
  }

  /** The type of the rows, which have fields of these names no longer if they had some. */
  RowType output(RowType input) {
    return input.plus(added());
  }
}
