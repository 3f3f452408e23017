package dev.mainstem.record;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An integer, beside java.lang. */
@State(Scope.Thread)
public class TextToLong {

  private char[] text = "1234567".toCharArray();

  @Benchmark
  public Object kernel() throws BadValue {
    return Numbers.int64(text, 0, text.length);
  }

  @Benchmark
  public Object reference() {
    return Long.valueOf(new String(text));
  }
}
