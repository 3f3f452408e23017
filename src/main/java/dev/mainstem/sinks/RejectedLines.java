package dev.mainstem.sinks;

import dev.mainstem.record.Rejected;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Rejected records as JSON lines. */
final class RejectedLines implements FileFormat<Rejected> {

  private static final long serialVersionUID = 1L;

  @Override
  public Writer<Rejected> open(OutputStream out) {
    return new RejectedWriter(out);
  }

  private record RejectedWriter(OutputStream out) implements Writer<Rejected> {

    @Override
    public void write(Rejected rejected) throws IOException {
      out.write(rejected.toJson().getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
