package dev.mainstem.chaos;

import java.util.Locale;

/** Where the job of a trial runs. */
enum Place {
  /** In the launch itself. */
  EMBEDDED,
  /** On a Flink cluster of processes of this machine. */
  CLUSTER;

  /** Its name on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
