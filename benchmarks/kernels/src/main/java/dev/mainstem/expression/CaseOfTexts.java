package dev.mainstem.expression;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * {@code case when starts_with(lower(device), 'd') then upper(device) else 'none' end}, beside Java
 * that asks for the same nulls.
 */
@State(Scope.Thread)
public class CaseOfTexts {

  private final Evaluator evaluator =
      Compiled.of("case when starts_with(lower(device), 'd') then upper(device) else 'none' end");
  private List<Object> values = Compiled.values();

  @Benchmark
  public Object kernel() throws EvaluationException {
    return evaluator.evaluate(values);
  }

  @Benchmark
  public Object reference() {
    String device = (String) values.get(2);
    return device != null && device.toLowerCase(java.util.Locale.ROOT).startsWith("d")
        ? device.toUpperCase(java.util.Locale.ROOT)
        : "none";
  }
}
