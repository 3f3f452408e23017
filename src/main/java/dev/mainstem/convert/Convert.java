package dev.mainstem.convert;

import dev.mainstem.spec.EnvironmentException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Writes the records of a file in another format, record by record. */
public final class Convert {

  private static final int BUFFER_BYTES = 1 << 16;

  private Convert() {}

  /** What was converted, and what could not be. */
  public record Converted(long records, long bad) {}

  /**
   * Converts all records of a source.
   *
   * @param out where they go; flushed, not closed
   * @param name what messages call it
   * @param bad is told each bad record, in the order of the file; the others are converted
   * @throws EnvironmentException if the one can't be read or the other can't be written
   */
  public static Converted convert(
      RecordSource source,
      OutputFormat format,
      OutputStream out,
      String name,
      Consumer<BadRecord> bad) {
    try {
      OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
      Conversion conversion =
          new Conversion(format.writer().open(buffered, source::names), name, bad);
      source.read(conversion);
      conversion.writer.finish();
      buffered.flush();
      return new Converted(conversion.records, conversion.badRecords);
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  private static EnvironmentException unwritable(String name, IOException e) {
    return new EnvironmentException("can't write to %s: %s".formatted(name, e.getMessage()), e);
  }

  private static final class Conversion implements RecordSource.Receiver {

    private final RecordWriter writer;
    private final String name;
    private final Consumer<BadRecord> tell;
    private long records;
    private long badRecords;

    Conversion(RecordWriter writer, String name, Consumer<BadRecord> tell) {
      this.writer = writer;
      this.name = name;
      this.tell = tell;
    }

    @Override
    public void record(byte[] json) {
      try {
        writer.write(json);
        records++;
      } catch (IOException e) {
        throw unwritable(name, e);
      }
    }

    @Override
    public void bad(BadRecord bad) {
      badRecords++;
      tell.accept(bad);
    }
  }
}
