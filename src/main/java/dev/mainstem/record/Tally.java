package dev.mainstem.record;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Counts what a stage does, bundle by bundle: adding to a Beam counter for every record would cost
 * more than the record's work.
 *
 * <p>A DoFn makes one in its setup, adds while it processes, and flushes when a bundle is finished.
 * Not thread-safe.
 */
public final class Tally {

  /** The namespace of all counters of this project. */
  public static final String NAMESPACE = "mainstem";

  /** Between the words of a counter's name. */
  public static final String SEPARATOR = "/";

  /** What a stage calls the rows that it reads. */
  public static final String ROWS = "rows";

  /** What a stage calls the rows that it drops because their windows are closed. */
  public static final String LATE = "late";

  /** Between a stage and the rule that its rejected records broke. */
  public static final String REJECTED = "rejected";

  /** What a step that aggregates calls what its windows give. */
  public static final String RESULTS = "results";

  /**
   * How the names of steps begin in a pipeline whose rows are looked at once more, apart from the
   * stream: what they count was counted there.
   */
  public static final String APART = "apart/";

  private final String stage;
  private final Map<String, long[]> counts = new HashMap<>();

  /** What was counted last is mostly what is counted next. */
  private String last = "";

  private long[] lastCount = new long[1];

  /**
   * @param stage the first words of the counters' names
   */
  public Tally(String stage) {
    this.stage = stage;
  }

  /** Adds one. */
  public void count(String what) {
    add(what, 1);
  }

  /** Adds some. */
  public void add(String what, long n) {
    if (!what.equals(last)) {
      last = what;
      lastCount = counts.computeIfAbsent(what, w -> new long[1]);
    }
    lastCount[0] += n;
  }

  /** Adds one rejected record; the rule is what equal faults have in common. */
  public void rejected(String rule) {
    count(REJECTED + SEPARATOR + rule);
  }

  /** Hands the counts over to Beam, in the name of the bundle that is being finished. */
  public void flush() {
    counts.forEach(
        (what, n) -> {
          if (n[0] > 0) {
            Metrics.counter(NAMESPACE, stage + SEPARATOR + what).inc(n[0]);
            n[0] = 0;
          }
        });
  }
}
