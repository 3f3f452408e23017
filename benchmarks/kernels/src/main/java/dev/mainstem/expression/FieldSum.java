package dev.mainstem.expression;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@code x + y}, beside Java that asks for the same nulls. */
@State(Scope.Thread)
public class FieldSum {

  private final Evaluator evaluator = Compiled.of("x + y");
  private List<Object> values = Compiled.values();

  @Benchmark
  public Object kernel() throws EvaluationException {
    return evaluator.evaluate(values);
  }

  @Benchmark
  public Object reference() {
    Double x = (Double) values.get(0);
    Double y = (Double) values.get(1);
    return x == null || y == null ? null : (Object) (x + y);
  }
}
