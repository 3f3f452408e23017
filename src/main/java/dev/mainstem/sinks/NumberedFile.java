package dev.mainstem.sinks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * A file that is to get its final name.
 *
 * @param number the number in its name
 * @param parts what it consists of, in order
 */
record NumberedFile(int number, List<PartFile> parts) {

  NumberedFile {
    parts = List.copyOf(parts);
  }

  /** Such files in state. */
  static final class FileCoder extends AtomicCoder<NumberedFile> {

    private static final long serialVersionUID = 1L;
    private static final Coder<List<PartFile>> PARTS = ListCoder.of(new PartFile.PartCoder());

    @Override
    public void encode(NumberedFile file, OutputStream out) throws IOException {
      VarIntCoder.of().encode(file.number(), out);
      PARTS.encode(file.parts(), out);
    }

    @Override
    public NumberedFile decode(InputStream in) throws IOException {
      int number = VarIntCoder.of().decode(in);
      return new NumberedFile(number, PARTS.decode(in));
    }
  }
}
