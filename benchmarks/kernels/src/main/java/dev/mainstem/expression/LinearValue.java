package dev.mainstem.expression;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@code 1.8 * x + 32}, beside Java that asks for the same nulls. */
@State(Scope.Thread)
public class LinearValue {

  private final Evaluator evaluator = Compiled.of("1.8 * x + 32");
  private List<Object> values = Compiled.values();

  @Benchmark
  public Object kernel() throws EvaluationException {
    return evaluator.evaluate(values);
  }

  @Benchmark
  public Object reference() {
    Double x = (Double) values.get(0);
    return x == null ? null : (Object) (1.8 * x + 32);
  }
}
