package dev.mainstem.benchmarks.harness;

import java.util.Arrays;
import java.util.List;

/**
 * What all peers are asked to do with one history. The definitions in {@code workloads/} say it in
 * Mainstem's words.
 *
 * <p>The kinds are those that the peers know: {@code derive} two fields of each row, {@code
 * aggregate} by device and window, {@code fit} a line by device and score each row.
 */
enum Workload {
  W1("W1", "derive", "a row in, a row with x + y and 1.8x + 32 out", 1, 1_000),
  W1_DOUBLE("W1x2", "derive", "W1 with twice the rows, for what a further row costs", 2, 1_000),
  W2_MINUTE(
      "W2-minute", "aggregate", 60_000, "count, sum, min, max per device and minute", 1, 1_000),
  W2_HOUR("W2-hour", "aggregate", 3_600_000, "count, sum, min, max per device and hour", 1, 1_000),
  W2_KEYS("W2-keys", "aggregate", 60_000, "W2-minute of 100,000 devices", 1, 100_000),
  W2_SKEW(
      "W2-skew", "aggregate", 60_000, "W2-minute with nine rows of ten from one device", 1, 1_000),
  W3("W3", "fit", "a line through the rows of each device, and a score of each row", 1, 1_000),
  W4_1("W4-1x", "aggregate", 60_000, "W2-minute, in the order of event times", 1, 1_000),
  W4_4("W4-4x", "aggregate", 60_000, "W4-1x with 4 times the rows", 4, 1_000),
  W4_16("W4-16x", "aggregate", 60_000, "W4-1x with 16 times the rows", 16, 1_000),
  W4_KEYS("W4-keys", "aggregate", 60_000, "W4-1x of 100,000 devices", 1, 100_000);

  private static final double HOT_SHARE = 0.9;

  private final String label;
  private final String kind;
  private final long windowMillis;
  private final String title;
  private final int scale;
  private final int keys;

  Workload(String label, String kind, String title, int scale, int keys) {
    this(label, kind, 0, title, scale, keys);
  }

  Workload(String label, String kind, long windowMillis, String title, int scale, int keys) {
    this.label = label;
    this.kind = kind;
    this.windowMillis = windowMillis;
    this.title = title;
    this.scale = scale;
    this.keys = keys;
  }

  /**
   * Those whose labels are one of these words, or begin with one and a dash: W2 stands for all of
   * its variants.
   */
  static List<Workload> named(List<String> words) {
    return Arrays.stream(values()).filter(workload -> workload.isNamed(words)).toList();
  }

  String label() {
    return label;
  }

  String kind() {
    return kind;
  }

  String title() {
    return title;
  }

  /** 0 for a workload without windows. */
  long windowMillis() {
    return windowMillis;
  }

  /** The file of Mainstem's definition: the variants of a workload share it. */
  String definition() {
    return label.substring(0, 2).toLowerCase(java.util.Locale.ROOT) + ".yaml";
  }

  DataShape shape(long rows, int rowsPerSecond, long seed) {
    return new DataShape(rows * scale, keys, this == W2_SKEW ? HOT_SHARE : 0, rowsPerSecond, seed);
  }

  private boolean isNamed(List<String> words) {
    return words.stream()
        .anyMatch(word -> label.equalsIgnoreCase(word) || label.startsWith(word + "-"));
  }
}
