package dev.mainstem.benchmarks.beam;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * {@code IdiomaticPipeline KIND DATA OUT WINDOW_MILLIS}. The files are bounded, so the runner takes
 * its batch mode.
 */
public final class IdiomaticPipeline {

  private final PCollection<Reading> readings;
  private final String out;

  private IdiomaticPipeline(PCollection<Reading> readings, String out) {
    this.readings = readings;
    this.out = out;
  }

  public static void main(String[] args) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    options.setParallelism(2);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Reading> readings =
        pipeline.apply("Read", TextIO.read().from(args[1])).apply("Parse", ParDo.of(new ParseFn()));
    IdiomaticPipeline idiomatic = new IdiomaticPipeline(readings, args[2]);
    switch (args[0]) {
      case "derive" -> idiomatic.derive();
      case "aggregate" -> idiomatic.aggregate(Long.parseLong(args[3]));
      case "fit" -> idiomatic.fit();
      default -> throw new IllegalArgumentException("no such workload: " + args[0]);
    }
    pipeline.run().waitUntilFinish();
  }

  private void derive() {
    write(
        readings.apply("Derive", MapElements.into(TypeDescriptors.strings()).via(Reading::derived)),
        "rows");
  }

  private void aggregate(long windowMillis) {
    write(
        readings
            .apply("Window", Window.into(FixedWindows.of(Duration.millis(windowMillis))))
            .apply(
                "ByDevice",
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.doubles()))
                    .via(reading -> KV.of(reading.device, reading.x)))
            .apply("Totals", Combine.perKey(new TotalsFn()))
            .apply("Format", ParDo.of(new FormatTotalsFn())),
        "rows");
  }

  private void fit() {
    write(
        readings
            .apply(
                "ByDevice",
                WithKeys.<String, Reading>of(reading -> reading.device)
                    .withKeyType(TypeDescriptors.strings()))
            .apply("Fit", Combine.perKey(new FitFn()))
            .apply(
                "FormatFit",
                MapElements.into(TypeDescriptors.strings())
                    .via(fit -> fit.getValue().toJson(fit.getKey()))),
        "fit");
    write(
        readings.apply("Score", MapElements.into(TypeDescriptors.strings()).via(Reading::score)),
        "scores");
  }

  private void write(PCollection<String> lines, String name) {
    lines.apply("Write_" + name, TextIO.write().to(out + "/result/" + name));
  }
}
