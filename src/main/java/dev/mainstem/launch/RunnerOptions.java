package dev.mainstem.launch;

import dev.mainstem.pipeline.Parallelism;
import dev.mainstem.pipeline.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.streaming.api.CheckpointingMode;

/**
 * The Beam options of a launch: those of the runner's profile, and over them the user's.
 *
 * <p>The profiles are the files of {@code runners/}, which the jar brings along.
 */
public final class RunnerOptions {

  private static final String RUNNER = "--runner";
  private static final String MASTER = "--flinkMaster";
  private static final String DIRECT = "direct";
  private static final String BUNDLE_TIME = "--maxBundleTimeMills";
  private static final String BUNDLE_SIZE = "--maxBundleSize";
  private static final String WATERMARKS = "--autoWatermarkInterval";
  private static final List<String> IN_PROCESS = List.of("[local]", "[auto]");

  /** Where nobody waits for rows, longer bundles make larger files, of which fewer are copied. */
  private static final long UNWATCHED_BUNDLE_MILLIS = 1_000;

  /**
   * Where rows never pause, Beam's runner lets a watermark pass a step only behind a bundle that
   * ends by its size: behind one that ends by its time the next one has begun before the runner
   * looks. So many batches of rows mostly come in less than the time of a bundle.
   */
  private static final long IN_ORDER_BUNDLE_SIZE = 128;

  /**
   * The first step behind a source has fewer and larger elements, and its bundles end by their
   * time. A watermark passes it only between the end of a bundle and the next element: where
   * watermarks are frequent, one is there.
   */
  private static final long IN_ORDER_WATERMARK_MILLIS = 5;

  private RunnerOptions() {}

  /**
   * The options that these words of the command line mean.
   *
   * @param arguments such as {@code --parallelism=2}; the last of several for one option counts
   * @throws UsageException if one is wrong
   */
  public static PipelineOptions of(List<String> arguments) {
    Map<String, String> given = FlinkRun.complete(byName(arguments));
    Map<String, String> all = byName(profile(profileOf(given)));
    all.putAll(given);
    String[] words =
        all.entrySet().stream()
            .map(e -> e.getValue().isEmpty() ? e.getKey() : e.getKey() + "=" + e.getValue())
            .toArray(String[]::new);
    try {
      return checked(
          OptionsRegistry.parse(
              words, isDirect(given) ? DirectOptions.class : FlinkPipelineOptions.class));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The options that these words mean for the run of a plan: the defaults are those that suit it.
   *
   * @param arguments such as {@code --parallelism=2}; the last of several for one option counts
   * @throws UsageException if one is wrong
   */
  public static PipelineOptions of(List<String> arguments, Plan plan) {
    PipelineOptions options = of(arguments);
    Set<String> given = byName(arguments).keySet();
    flink(options).ifPresent(flink -> suit(flink, plan, given));
    return options;
  }

  private static void suit(FlinkPipelineOptions options, Plan plan, Set<String> given) {
    if (!plan.isWatched() && !given.contains(BUNDLE_TIME)) {
      options.setMaxBundleTimeMills(UNWATCHED_BUNDLE_MILLIS);
    }
    boolean inOrder = plan.windowsWaitForBatches();
    if (inOrder && !given.contains(BUNDLE_SIZE)) {
      options.setMaxBundleSize(IN_ORDER_BUNDLE_SIZE);
    }
    if (inOrder && !given.contains(WATERMARKS)) {
      options.setAutoWatermarkInterval(IN_ORDER_WATERMARK_MILLIS);
    }
  }

  /** Refuses the options that would make a run silently wrong, or that nothing stands for. */
  private static PipelineOptions checked(PipelineOptions options) {
    if (flink(options).map(FlinkPipelineOptions::getDisableMetrics).orElse(false)) {
      throw new UsageException(
          "--disableMetrics: the counts of the report are metrics; without them it would say that"
              + " nothing was read and nothing rejected");
    }
    if (ExperimentalOptions.hasExperiment(options, "use_sdf_read")) {
      throw new UsageException(
          "--experiments=use_sdf_read: this way of reading topics loses records on Flink after a"
              + " failure");
    }
    flink(options).ifPresent(StateBackend::check);
    FlinkWeb.check(options);
    return options;
  }

  /**
   * Holds the options against what the outputs of a plan promise.
   *
   * @throws UsageException if one can't keep its promise with them
   */
  static void check(PipelineOptions options, Plan plan) {
    boolean exactlyOnce = flink(options).map(RunnerOptions::countsOnce).orElse(true);
    List<String> steps = plan.needingCheckpoints();
    if (!exactlyOnce && !steps.isEmpty()) {
      throw new UsageException(
          ("%s: delivery: exactly_once needs --streaming=true, --checkpointingInterval of more than"
                  + " 0 and --checkpointingMode=EXACTLY_ONCE: its messages wait for a checkpoint")
              .formatted(steps.get(0)));
    }
  }

  private static boolean countsOnce(FlinkPipelineOptions options) {
    return options.isStreaming()
        && options.getCheckpointingInterval() > 0
        && options.getCheckpointingMode().equals(CheckpointingMode.EXACTLY_ONCE.name());
  }

  /** The Flink options, if Flink is the runner. */
  static Optional<FlinkPipelineOptions> flink(PipelineOptions options) {
    return options.getRunner().equals(FlinkRunner.class)
        ? Optional.of(options.as(FlinkPipelineOptions.class))
        : Optional.empty();
  }

  /** Whether the runner takes checkpoints, from which a run can go on. */
  static boolean takesCheckpoints(PipelineOptions options) {
    return flink(options).map(o -> o.getCheckpointingInterval() > 0).orElse(false);
  }

  /** The runner, in words. */
  static String nameOf(PipelineOptions options) {
    if (isEmbeddedFlink(options)) {
      return "Flink, embedded";
    }
    return flink(options).map(o -> "Flink at " + o.getFlinkMaster()).orElse("the DirectRunner");
  }

  /** Whether the job runs on a Flink of the launch's own. */
  static boolean isEmbeddedFlink(PipelineOptions options) {
    return flink(options).map(o -> IN_PROCESS.contains(o.getFlinkMaster())).orElse(false);
  }

  /** How the runner spreads the work of a step. */
  static Parallelism parallelism(PipelineOptions options) {
    int asked = flink(options).map(FlinkPipelineOptions::getParallelism).orElse(0);
    if (asked > 0) {
      return Parallelism.of(asked);
    }
    return isEmbeddedFlink(options)
        ? Parallelism.of(Runtime.getRuntime().availableProcessors())
        : Parallelism.UNKNOWN;
  }

  private static String profileOf(Map<String, String> given) {
    String runner = given.getOrDefault(RUNNER, "FlinkRunner").toLowerCase(Locale.ROOT);
    return switch (runner) {
      case "directrunner", DIRECT -> DIRECT;
      case "flinkrunner", "flink" -> {
        boolean local = IN_PROCESS.contains(given.getOrDefault(MASTER, "[local]"));
        yield local ? "flink-local" : "flink-cluster";
      }
      default ->
          throw new UsageException(
              "--runner: expected FlinkRunner or DirectRunner, found " + given.get(RUNNER));
    };
  }

  /** Whether the DirectRunner is asked for. */
  static boolean isDirect(Map<String, String> given) {
    return profileOf(given).equals(DIRECT);
  }

  /** The words of a profile: one a line, without comments. */
  private static List<String> profile(String name) {
    String resource = "/runners/" + name + ".args";
    try (InputStream in = RunnerOptions.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> byName(List<String> arguments) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String argument : arguments) {
      if (!argument.startsWith("--")) {
        throw new UsageException("expected an option such as --parallelism=2, found " + argument);
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      byName.remove(name);
      byName.put(name, equals < 0 ? "" : argument.substring(equals + 1));
    }
    return byName;
  }
}
