package dev.mainstem.transforms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Several steps in a row, of which each but the first puts fields behind those that it takes over.
 * So all of them put their values into one array, where those behind find them, and a row is made
 * of it at the end. Each still counts and rejects for itself.
 */
final class AppendFields extends RowStep {

  private static final long serialVersionUID = 1L;

  private final EvaluateFields first;
  private final List<EvaluateFields> others;

  private AppendFields(EvaluateFields first, List<EvaluateFields> others) {
    this.first = first;
    this.others = List.copyOf(others);
  }

  /** The same steps, but with those as one that can be. */
  static List<RowStep> joined(List<RowStep> steps) {
    List<RowStep> joined = new ArrayList<>();
    for (int i = 0; i < steps.size(); ) {
      List<EvaluateFields> appending = appending(steps, i + 1);
      boolean alone = appending.isEmpty() || !(steps.get(i) instanceof EvaluateFields);
      joined.add(alone ? steps.get(i) : new AppendFields((EvaluateFields) steps.get(i), appending));
      i += alone ? 1 : 1 + appending.size();
    }
    return joined;
  }

  private static List<EvaluateFields> appending(List<RowStep> steps, int from) {
    List<EvaluateFields> appending = new ArrayList<>();
    for (RowStep step : steps.subList(from, steps.size())) {
      if (!(step instanceof EvaluateFields fields && fields.appends())) {
        break;
      }
      appending.add(fields);
    }
    return appending;
  }

  @Override
  void open() {
    first.open();
    others.forEach(EvaluateFields::open);
  }

  @Override
  @Nullable Row process(Row row, MultiOutputReceiver out) {
    EvaluateFields last = others.get(others.size() - 1);
    @Nullable Object[] values = new @Nullable Object[last.size()];
    List<@Nullable Object> all = Arrays.asList(values);
    first.take(row.getValues(), values);
    if (!first.put(row.getValues(), values, out)) {
      return null;
    }
    for (EvaluateFields step : others) {
      if (!step.put(all, values, out)) {
        return null;
      }
    }
    return last.row(all);
  }

  @Override
  void flush() {
    first.flush();
    others.forEach(EvaluateFields::flush);
  }
}
