package dev.mainstem.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;

/** One record a line. */
final class LineWriter implements RecordWriter {

  private final OutputStream out;

  LineWriter(OutputStream out, Supplier<List<String>> names) {
    this.out = out;
  }

  @Override
  public void write(byte[] json) throws IOException {
    out.write(json);
    out.write('\n');
  }

  @Override
  public void finish() {}
}
