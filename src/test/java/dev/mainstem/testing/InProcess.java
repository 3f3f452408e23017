package dev.mainstem.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mainstem.cli.Mainstem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * The command line in this process: for command lines that end before a job runs, because a run
 * takes over the standard error and the signals.
 *
 * @param code the exit code
 * @param out what it printed
 * @param err what it printed to the standard error
 */
public record InProcess(int code, String out, String err) {

  /** Runs a command line. */
  public static InProcess run(String... arguments) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, UTF_8));
      System.setErr(new PrintStream(err, true, UTF_8));
      int code = Mainstem.run(arguments);
      return new InProcess(code, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }
}
