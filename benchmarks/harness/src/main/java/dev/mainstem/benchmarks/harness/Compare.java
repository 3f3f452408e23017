package dev.mainstem.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program: each workload in turn, a table for each. */
public final class Compare {

  private Compare() {}

  /**
   * @param args the folder of the benchmarks, and then the options of {@link Options#USAGE}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    Options options;
    try {
      options = Options.read(List.of(args).subList(1, args.length).toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      System.err.println("compare: " + e.getMessage() + "\n\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    try {
      compare(Path.of(args[0]), options);
    } catch (RunFailed e) {
      System.err.println("compare: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void compare(Path home, Options options) throws IOException, InterruptedException {
    List<Peer> peers = options.peers().stream().filter(peer -> isBuilt(peer, home)).toList();
    Path work = Files.createTempDirectory("mainstem-compare");
    try {
      Measure.run(
          List.of(home.resolveSibling("bin/mainstem").toString(), "--version"),
          work.resolve("log"));
      for (Workload workload : options.workloads()) {
        Rounds rounds = new Rounds(home, options, peers, workload, work);
        System.out.println(rounds.run());
      }
      if (options.live()) {
        live(home, options, work);
      }
    } finally {
      Rounds.deleteAll(work);
    }
  }

  private static void live(Path home, Options options, Path work)
      throws IOException, InterruptedException {
    if (Relay.isBuilt(home)) {
      System.out.println(new LiveRounds(home, options, work).run());
    } else {
      Progress.say("W5 is left out: its module has not been built, see target/build.log");
    }
  }

  private static boolean isBuilt(Peer peer, Path home) {
    if (!peer.isBuilt(home)) {
      Progress.say(
          peer.label() + " is left out: its module has not been built, see target/build.log");
    }
    return peer.isBuilt(home);
  }
}
