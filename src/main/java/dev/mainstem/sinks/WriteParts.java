package dev.mainstem.sinks;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes the elements of each bundle into a part of its own, in one go.
 *
 * <p>A part whose bundle fails is never heard of again; its elements come once more and go into
 * another one.
 */
final class WriteParts<T> extends DoFn<T, KV<Integer, PartFile>> {

  /** All parts of a sink are gathered under one key, because one place gives the final names. */
  static final int KEY = 0;

  private static final long serialVersionUID = 1L;
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileFormat<T> format;
  private final String folder;
  private transient @Nullable Part<T> part;
  private transient long begun;

  /** The part of the current bundle. */
  private static final class Part<T> {
    final String resource;
    final CountingStream bytes;
    final FileFormat.Writer<T> writer;
    long lines;
    Instant timestamp = BoundedWindow.TIMESTAMP_MIN_VALUE;
    @Nullable BoundedWindow window;

    Part(String resource, FileFormat<T> format) throws IOException {
      this.resource = resource;
      this.bytes = new CountingStream(Files.create(resource));
      this.writer = format.open(new BufferedOutputStream(bytes, BUFFER_BYTES));
    }
  }

  private static final class CountingStream extends FilterOutputStream {
    long count;

    CountingStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      count += length;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }
  }

  /**
   * @param folder of the parts
   */
  WriteParts(FileFormat<T> format, String folder) {
    this.format = format;
    this.folder = folder;
  }

  /** A bundle that failed left a part behind that is no longer its. */
  @StartBundle
  public void startBundle() {
    part = null;
  }

  @ProcessElement
  public void process(@Element T element, @Timestamp Instant timestamp, BoundedWindow window)
      throws IOException {
    Part<T> current = part == null ? open() : part;
    current.writer.write(element);
    current.lines += format.lines(element);
    current.timestamp = timestamp;
    current.window = window;
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException {
    Part<T> finished = part;
    if (finished != null) {
      part = null;
      finished.writer.close();
      context.output(
          KV.of(KEY, new PartFile(finished.resource, finished.bytes.count, finished.lines)),
          finished.timestamp,
          Objects.requireNonNull(finished.window));
    }
  }

  private Part<T> open() throws IOException {
    // begins with the time, so that parts sort as they were written; a clock may be set back
    begun = Math.max(begun + 1, System.currentTimeMillis());
    String name = "%011x-%s".formatted(begun, UUID.randomUUID());
    Part<T> opened = new Part<>(folder + "/" + name, format);
    part = opened;
    return opened;
  }
}
