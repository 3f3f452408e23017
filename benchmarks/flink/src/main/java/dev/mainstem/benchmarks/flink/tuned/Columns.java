package dev.mainstem.benchmarks.flink.tuned;

/** Which cells a job needs: a reader does not look into the others. */
enum Columns {
  ALL,
  DEVICE_TIME_X
}
