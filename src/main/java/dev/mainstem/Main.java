package dev.mainstem;

import dev.mainstem.cli.Mainstem;
import dev.mainstem.launch.OptionsRegistry;

/** The command line: words in, an exit code out. */
public final class Main {

  private Main() {}

  /** Runs a command line; the only place that ends the process. */
  public static void main(String[] args) {
    OptionsRegistry.showNone();
    System.exit(Mainstem.run(args));
  }
}
