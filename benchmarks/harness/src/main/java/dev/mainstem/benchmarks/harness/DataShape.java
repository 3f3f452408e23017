package dev.mainstem.benchmarks.harness;

/**
 * What a generated history is like.
 *
 * @param rows how many there are
 * @param keys how many devices
 * @param hotShare the share of the rows that belong to the first device, beside what chance gives
 *     it; 0 for none
 * @param rowsPerSecond how many rows there are in a second of event time, of all devices together
 * @param seed what all random numbers follow from
 */
record DataShape(long rows, int keys, double hotShare, int rowsPerSecond, long seed) {

  DataShape withRows(long others) {
    return new DataShape(others, keys, hotShare, rowsPerSecond, seed);
  }

  /** The name of its file, which tells two shapes apart. */
  String fileName() {
    return String.format(
        "rows-%d-keys-%d-hot-%d-rate-%d-seed-%d.csv",
        rows, keys, Math.round(hotShare * 100), rowsPerSecond, seed);
  }
}
