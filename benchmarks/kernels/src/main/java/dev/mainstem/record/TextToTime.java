package dev.mainstem.record;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A time in ISO-8601, beside java.time. */
@State(Scope.Thread)
public class TextToTime {

  private char[] text = "2026-01-01T00:04:42.123Z".toCharArray();
  private final FieldParser parser = TimestampParser.of(dev.mainstem.spec.TimeFormat.ISO_UTC);

  @Benchmark
  public Object kernel() throws BadValue {
    return parser.parse(text, 0, text.length);
  }

  @Benchmark
  public Object reference() {
    return java.time.Instant.parse(new String(text));
  }
}
