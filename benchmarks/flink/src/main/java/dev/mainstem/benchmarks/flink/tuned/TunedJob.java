package dev.mainstem.benchmarks.flink.tuned;

import dev.mainstem.benchmarks.flink.Loopback;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.time.Time;

/**
 * {@code TunedJob KIND DATA OUT WINDOW_MILLIS}, with Flink inside of this process. The operators
 * are Flink's own: each row is shuffled to its key, and a window operator keeps its state.
 */
public final class TunedJob {

  private static final Duration DISORDER = Duration.ofSeconds(10);
  private static final int SLOTS = 2;
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(8);

  private final StreamExecutionEnvironment env;
  private final String data;
  private final String out;

  private TunedJob(StreamExecutionEnvironment env, String data, String out) {
    this.env = env;
    this.data = data;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = environment();
    TunedJob job = new TunedJob(env, args[1], args[2]);
    switch (args[0]) {
      case "derive" -> job.derive();
      case "aggregate" -> job.aggregate(Long.parseLong(args[3]));
      case "fit" -> job.fit();
      default -> throw new IllegalArgumentException("no such workload: " + args[0]);
    }
    env.execute("tuned");
  }

  /** No checkpoints: a job of some seconds would take none, and a writer of its own needs none. */
  static StreamExecutionEnvironment environment() {
    Configuration configuration = Loopback.configuration();
    // Flink would take, and clear, 64 MB at its start.
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(SLOTS, configuration);
    env.getConfig().enableObjectReuse();
    // Nobody waits for a row: buffers go when they are full.
    env.setBufferTimeout(-1);
    return env;
  }

  /** In the order of the file, with watermarks. */
  static DataStream<Reading> readInOrder(
      StreamExecutionEnvironment env, String data, Columns columns) {
    WatermarkStrategy<Reading> watermarks =
        WatermarkStrategy.<Reading>forBoundedOutOfOrderness(DISORDER)
            .withTimestampAssigner((reading, before) -> reading.at);
    return env.fromSource(source(data, new CsvBlocks(columns, true)), watermarks, "history");
  }

  private void derive() {
    write(readAnyhow(), "rows", new DerivedFormat());
  }

  private void aggregate(long windowMillis) {
    DataStream<DeviceTotals> totals =
        readInOrder(env, data, Columns.DEVICE_TIME_X)
            .keyBy(reading -> reading.device)
            .window(TumblingEventTimeWindows.of(Time.milliseconds(windowMillis)))
            .aggregate(new TotalsAggregate(), new WithWindow());
    write(totals, "rows", new TotalsFormat());
  }

  private void fit() {
    DataStream<Reading> readings = readAnyhow();
    write(readings.keyBy(reading -> reading.device).process(new FitLine()), "fit", new FitFormat());
    write(readings, "scores", new ScoreFormat());
  }

  private DataStream<Reading> readAnyhow() {
    return env.fromSource(
        source(data, new CsvBlocks(Columns.ALL, false)),
        WatermarkStrategy.noWatermarks(),
        "history");
  }

  private static FileSource<Reading> source(String data, CsvBlocks format) {
    return FileSource.forBulkFileFormat(format, new Path(data)).build();
  }

  private <T> void write(DataStream<T> results, String name, LineFormat<T> format) {
    results.sinkTo(new LineSink<>(out + "/result/" + name, format));
  }
}
