package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.RecordReceiver;
import dev.mainstem.record.Rejected;
import dev.mainstem.record.RowStream;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/**
 * A history in a folder of its own, read in every way there is: from start to end outside of a
 * pipeline, and by the pipeline's stage in ranges long and short. All of them must agree.
 */
final class HistoryReading {

  /** Shorter than most files of the tests, and longer than their headers. */
  private static final long SHORT_RANGE = 40;

  private final Path folder;
  private final Map<String, Object> schema = new LinkedHashMap<>();
  private final Map<String, Object> history = new LinkedHashMap<>();
  private final Map<String, Object> csv = new LinkedHashMap<>();

  HistoryReading(Path folder) {
    this.folder = folder;
    history.put("path", "*.csv");
  }

  /** Adds a field. */
  HistoryReading field(String name, Object type) {
    schema.put(name, type);
    return this;
  }

  /** Sets a key of the history. */
  HistoryReading with(String key, Object value) {
    history.put(key, value);
    return this;
  }

  /** Sets a key of the dialect. */
  HistoryReading csv(String key, Object value) {
    csv.put(key, value);
    return this;
  }

  /** Writes a file in UTF-8. */
  HistoryReading file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file. */
  HistoryReading file(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes compressed by gzip. */
  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  Definition definition() {
    if (!csv.isEmpty()) {
      history.put("csv", csv);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", "history");
    map.put("stream", Map.of("schema", schema, "event_time", "at"));
    map.put("history", history);
    map.put("sinks", List.of(Map.of("type", "WriteToConsole")));
    Definition definition = DefinitionReader.build(map, folder);
    assertThat(definition.problems().all()).isEmpty();
    return definition;
  }

  List<HistoryFile> files() {
    return HistoryFiles.find(definition());
  }

  /** Nothing is rejected. */
  void gives(String... rows) {
    gives(List.of(rows), List.of());
  }

  /**
   * Reads it in every way.
   *
   * @param rows the values of each but the event time, in any order
   * @param rejected each as {@code file:line reason | raw}, in any order
   */
  void gives(List<String> rows, List<String> rejected) {
    assertThat(fromStartToEnd()).containsExactlyInAnyOrderElementsOf(both(rows, rejected));
    runs(ReadLines.RANGE_BYTES, rows, rejected);
    runs(SHORT_RANGE, rows, rejected);
  }

  /** Reads it by a pipeline alone, in ranges of a length. */
  void runs(long rangeBytes, List<String> rows, List<String> rejected) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    Definition definition = definition();
    ReadHistory read =
        ReadHistory.of(definition.stream(), definition.historySide().orElseThrow(), files())
            .inRangesOf(rangeBytes);
    PCollectionTuple outputs = pipeline.apply("history", read);
    PCollection<String> goodOnes =
        RowStream.of(outputs).rows().apply("Good", ParDo.of(new RowTextFn()));
    PCollection<String> badOnes =
        outputs.get(Rejected.TAG).apply("Bad", ParDo.of(new RejectedTextFn()));
    PAssert.that("rows", goodOnes).containsInAnyOrder(rows);
    PAssert.that("rejected", badOnes).containsInAnyOrder(rejected);
    pipeline.run().waitUntilFinish();
  }

  /** Reads it outside of a pipeline. */
  List<String> fromStartToEnd() {
    List<String> read = new ArrayList<>();
    RecordReceiver receiver =
        new RecordReceiver() {
          @Override
          public void row(Row row, Instant eventTime) {
            read.add(text(row, eventTime));
          }

          @Override
          public void rejected(Rejected rejected) {
            read.add(text(rejected));
          }
        };
    Definition definition = definition();
    for (HistoryFile file : files()) {
      try {
        FileRecords.read(
            definition.stream(), definition.historySide().orElseThrow(), file, receiver);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return read;
  }

  private static List<String> both(List<String> rows, List<String> rejected) {
    List<String> both = new ArrayList<>(rows);
    both.addAll(rejected);
    return both;
  }

  /** The values but the event time, which must be the element's. */
  private static String text(Row row, Instant eventTime) {
    List<Object> values = new ArrayList<>(row.getValues());
    int at = row.getSchema().indexOf("at");
    return (eventTime.equals(values.remove(at)) ? "" : "at another time: ") + values;
  }

  private static String text(Rejected rejected) {
    return "%s:%d %s | %s"
        .formatted(
            rejected.origin().file(), rejected.origin().line(), rejected.reason(), rejected.raw());
  }

  private static final class RowTextFn extends DoFn<Row, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row, @Timestamp Instant time, OutputReceiver<String> out) {
      out.output(text(row, time));
    }
  }

  private static final class RejectedTextFn extends DoFn<Rejected, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Rejected rejected, OutputReceiver<String> out) {
      out.output(text(rejected));
    }
  }
}
