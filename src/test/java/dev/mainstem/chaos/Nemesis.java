package dev.mainstem.chaos;

import java.util.Locale;

/** What is done to a run. */
enum Nemesis {
  /** The launch, and so the embedded Flink, is killed; the run is resumed. */
  LAUNCH_KILLED,
  /** The launch is told to stop; the run is resumed at another parallelism. */
  LAUNCH_STOPPED,
  /** The launch stands still for 10 s. */
  LAUNCH_FROZEN,
  /** The launch is killed and its newest checkpoint cut short; the run is resumed. */
  CHECKPOINT_CUT,
  /** The broker is killed and comes back. */
  BROKER_KILLED,
  /** The broker is killed, and comes back after 10 s. */
  BROKER_AWAY,
  /** The broker stands still for 10 s. */
  BROKER_FROZEN;

  /** Its name on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the run has to be resumed. */
  boolean endsTheLaunch() {
    return this == LAUNCH_KILLED || this == LAUNCH_STOPPED || this == CHECKPOINT_CUT;
  }

  /**
   * Whether a checkpoint before the newest one is gone on from: its messages are in the topic
   * already, and a sink that is exactly once refuses to write them again.
   */
  boolean goesBack() {
    return this == CHECKPOINT_CUT;
  }
}
