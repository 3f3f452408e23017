package dev.mainstem.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** All records as one array. */
public final class ArrayWriter implements RecordWriter {

  private static final byte[] SEPARATOR = ",\n".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private boolean empty = true;

  /** Begins an array. */
  public ArrayWriter(OutputStream out) throws IOException {
    this.out = out;
    out.write('[');
  }

  ArrayWriter(OutputStream out, Supplier<List<String>> names) throws IOException {
    this(out);
  }

  @Override
  public void write(byte[] json) throws IOException {
    if (!empty) {
      out.write(SEPARATOR);
    }
    empty = false;
    out.write(json);
  }

  @Override
  public void finish() throws IOException {
    out.write(']');
    out.write('\n');
  }
}
