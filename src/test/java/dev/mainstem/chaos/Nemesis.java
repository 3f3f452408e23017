package dev.mainstem.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is done to a run. */
enum Nemesis {
  /** The launch, with the Flink that is embedded in it, is killed; the run is resumed. */
  LAUNCH_KILLED,
  /** The launch is told to stop; the run is resumed at another parallelism. */
  LAUNCH_STOPPED,
  /** The launch stands still for 10 s. */
  LAUNCH_FROZEN,
  /** The launch stands still for 70 s. */
  LAUNCH_FROZEN_LONG,
  /** The launch is killed and its newest checkpoint cut short; the run is resumed. */
  CHECKPOINT_CUT(Place.EMBEDDED),
  /**
   * The disk of the launch is full for 10 s: it can write to no file. If it fails, it is resumed.
   */
  DISK_FULL(Place.EMBEDDED),
  /** The broker is killed and comes back. */
  BROKER_KILLED,
  /** The broker is killed while a transaction is open, and comes back. */
  BROKER_KILLED_IN_TRANSACTION,
  /** The broker is killed, and comes back after 10 s. */
  BROKER_AWAY,
  /** The broker stands still for 10 s. */
  BROKER_FROZEN,
  /** The broker stands still for 70 s. */
  BROKER_FROZEN_LONG,
  /** A TaskManager is killed; another takes its place. */
  TASKMANAGER_KILLED(Place.CLUSTER),
  /** A TaskManager stands still for 70 s: it is given up, and comes back all the same. */
  TASKMANAGER_FROZEN(Place.CLUSTER),
  /** The JobManager is killed; another takes its place. */
  JOBMANAGER_KILLED(Place.CLUSTER);

  private final @Nullable Place only;

  /** One that there is at each place. */
  Nemesis() {
    this(null);
  }

  Nemesis(@Nullable Place only) {
    this.only = only;
  }

  /** Those there are at a place. */
  static List<Nemesis> at(Place place) {
    return Arrays.stream(values())
        .filter(nemesis -> nemesis.only == null || nemesis.only == place)
        .toList();
  }

  /** The place for a run that has no other nemesis. */
  Place place() {
    return only == null ? Place.EMBEDDED : only;
  }

  /** Its name on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the run has to be resumed. */
  boolean endsTheLaunch() {
    return this == LAUNCH_KILLED || this == LAUNCH_STOPPED || this == CHECKPOINT_CUT;
  }

  /** Whether the run has to be resumed if it did not end well. */
  boolean mayEndTheLaunch() {
    return this == DISK_FULL || endsTheLaunch();
  }

  /**
   * Whether a checkpoint before the newest one is gone on from: its messages are in the topic
   * already, and a sink that is exactly once refuses to write them again.
   */
  boolean goesBack() {
    return this == CHECKPOINT_CUT;
  }
}
