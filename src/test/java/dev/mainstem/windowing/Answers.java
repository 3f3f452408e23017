package dev.mainstem.windowing;

import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.WindowSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/**
 * Plays a script of elements and watermarks into windows and reads what they answer: texts such as
 * {@code 10:00-11:00 on_time 0 [a, b]}, with the number of the pane and its elements, sorted.
 */
public final class Answers {

  private Answers() {}

  /** A script of the first of January 2026. */
  static TestStream.Builder<String> script() {
    return TestStream.create(StringUtf8Coder.of());
  }

  static Instant at(String time) {
    return Instant.parse("2026-01-01T" + time + "Z");
  }

  static TimestampedValue<String> element(String name, String time) {
    return TimestampedValue.of(name, at(time));
  }

  /** The windowing of a definition that says so much of it. */
  public static WindowSpec windowing(Map<String, String> words) {
    Map<String, Object> definition =
        Map.of(
            "name", "scripted",
            "stream", Map.of("schema", Map.of("t", "timestamp"), "event_time", "t"),
            "history", Map.of("path", "none.csv", "format", "csv"),
            "windowing", words,
            "sinks", List.of(Map.of("type", "WriteToConsole")));
    return DefinitionReader.build(definition, Path.of("")).windowing();
  }

  /** Plays the script on the DirectRunner, and expects these answers and no others. */
  static void expect(WindowSpec spec, TestStream<String> script, String... answers) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    PAssert.that(
            pipeline
                .apply(script)
                .apply(Windowing.of(spec))
                .apply(WithKeys.of("the key"))
                .apply(GroupByKey.create())
                .apply(ParDo.of(new DescribeFn()))
                .apply(Window.into(new GlobalWindows())))
        .containsInAnyOrder(answers);
    pipeline.run().waitUntilFinish();
  }

  private static final class DescribeFn extends DoFn<KV<String, Iterable<String>>, String> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<String>> group,
        BoundedWindow window,
        PaneInfo pane,
        OutputReceiver<String> out) {
      List<String> names =
          StreamSupport.stream(group.getValue().spliterator(), false).sorted().toList();
      out.output(
          "%s %s %d %s".formatted(describe(window), Panes.word(pane), pane.getIndex(), names));
    }

    private static String describe(BoundedWindow window) {
      return window instanceof IntervalWindow interval
          ? hour(interval.start()) + "-" + hour(interval.end())
          : "all time";
    }

    private static String hour(Instant instant) {
      return instant.toString().substring(11, 16);
    }
  }
}
