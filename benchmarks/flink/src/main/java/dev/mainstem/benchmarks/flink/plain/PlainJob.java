package dev.mainstem.benchmarks.flink.plain;

import dev.mainstem.benchmarks.flink.Loopback;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.time.Time;

/** {@code PlainJob KIND DATA OUT WINDOW_MILLIS}, with Flink inside of this process. */
public final class PlainJob {

  private static final Duration DISORDER = Duration.ofSeconds(10);
  private static final int SLOTS = 2;

  private final DataStream<Reading> readings;
  private final String out;

  private PlainJob(DataStream<Reading> readings, String out) {
    this.readings = readings;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(SLOTS, Loopback.configuration());
    // A FileSink gives its files their names at a checkpoint.
    env.enableCheckpointing(10_000);
    PlainJob job = new PlainJob(read(env, args[1]), args[2]);
    switch (args[0]) {
      case "derive" -> job.derive();
      case "aggregate" -> job.aggregate(Long.parseLong(args[3]));
      case "fit" -> job.fit();
      default -> throw new IllegalArgumentException("no such workload: " + args[0]);
    }
    env.execute("plain");
  }

  private static DataStream<Reading> read(StreamExecutionEnvironment env, String data) {
    FileSource<String> source =
        FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(data)).build();
    WatermarkStrategy<Reading> watermarks =
        WatermarkStrategy.<Reading>forBoundedOutOfOrderness(DISORDER)
            .withTimestampAssigner((reading, before) -> reading.at.toEpochMilli());
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), "history")
        .filter(line -> !line.startsWith("id,"))
        .map(Reading::parse)
        .assignTimestampsAndWatermarks(watermarks);
  }

  private void derive() {
    write(readings.map(Derived::of), "rows");
  }

  private void aggregate(long windowMillis) {
    write(
        readings
            .keyBy(reading -> reading.device)
            .window(TumblingEventTimeWindows.of(Time.milliseconds(windowMillis)))
            .aggregate(new TotalsAggregate(), new WithWindow()),
        "rows");
  }

  private void fit() {
    write(readings.keyBy(reading -> reading.device).process(new FitLine()), "fit");
    write(readings.map(Score::of), "scores");
  }

  private <T> void write(DataStream<T> results, String name) {
    results
        .map(new ToJson<>())
        .sinkTo(
            FileSink.forRowFormat(
                    new Path(out + "/result/" + name), new SimpleStringEncoder<String>("UTF-8"))
                .build());
  }
}
