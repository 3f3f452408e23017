package dev.mainstem.record;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A double, beside java.lang. */
@State(Scope.Thread)
public class TextToDouble {

  private char[] text = "21.074".toCharArray();

  @Benchmark
  public Object kernel() throws BadValue {
    return Numbers.float64(text, 0, text.length);
  }

  @Benchmark
  public Object reference() {
    return Double.valueOf(new String(text));
  }
}
