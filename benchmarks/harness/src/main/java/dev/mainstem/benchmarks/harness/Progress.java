package dev.mainstem.benchmarks.harness;

/** What is going on, on the standard error: the standard output has the tables. */
final class Progress {

  private Progress() {}

  static void say(String what) {
    System.err.println("compare: " + what);
  }
}
