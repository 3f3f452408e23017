package dev.mainstem.sinks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * The lines of one bundle in a file that has no final name yet.
 *
 * @param resource what Beam's file systems call it
 * @param bytes its size
 * @param lines how many there are
 */
record PartFile(String resource, long bytes, long lines) {

  /** Parts between workers and in state. */
  static final class PartCoder extends AtomicCoder<PartFile> {

    private static final long serialVersionUID = 1L;

    @Override
    public void encode(PartFile part, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(part.resource(), out);
      VarLongCoder.of().encode(part.bytes(), out);
      VarLongCoder.of().encode(part.lines(), out);
    }

    @Override
    public PartFile decode(InputStream in) throws IOException {
      String resource = StringUtf8Coder.of().decode(in);
      long bytes = VarLongCoder.of().decode(in);
      return new PartFile(resource, bytes, VarLongCoder.of().decode(in));
    }
  }
}
