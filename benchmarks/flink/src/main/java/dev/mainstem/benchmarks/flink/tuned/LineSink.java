package dev.mainstem.benchmarks.flink.tuned;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * Writes lines to one file for each writer, which has its name when it is complete.
 *
 * @param folder a path, as a text because a sink is serialised
 */
record LineSink<T>(String folder, LineFormat<T> format) implements Sink<T> {

  @Override
  @SuppressWarnings(
      "deprecation") // its successor is called by the default method of a later Flink only
  public SinkWriter<T> createWriter(InitContext context) throws IOException {
    return new Writer<>(Files.createDirectories(Path.of(folder)), context.getSubtaskId(), format);
  }

  private static final class Writer<T> implements SinkWriter<T> {

    private final Path part;
    private final Path file;
    private final OutputStream out;
    private final LineBuffer lines;
    private final LineFormat<T> format;

    Writer(Path folder, int subtask, LineFormat<T> format) throws IOException {
      part = folder.resolve(".part-" + subtask);
      file = folder.resolve("part-" + subtask);
      out = Files.newOutputStream(part);
      lines = new LineBuffer(out);
      this.format = format;
    }

    @Override
    public void write(T result, Context context) throws IOException {
      format.write(result, lines);
      lines.end();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      lines.flush();
      if (endOfInput) {
        out.close();
        Files.move(part, file);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
