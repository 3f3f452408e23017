package dev.mainstem.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: the script by which a shell completes verbs and options. */
@Command(
    name = CompletionCommand.NAME,
    description = "Prints a script by which bash and zsh complete verbs and options.",
    mixinStandardHelpOptions = true,
    footer = {"", "source <(mainstem completion)", "", "Exit codes: 0 done, 2 wrong use."})
final class CompletionCommand implements Callable<Integer> {

  /** The verb. */
  static final String NAME = "completion";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash(root.getCommandName(), root));
    out.flush();
    return ExitCodes.DONE;
  }
}
