package dev.mainstem.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself: its verbs, and what becomes of their failures. */
@Command(
    name = "mainstem",
    description = "One Apache Beam pipeline over a stream's history and its live form.",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      TestCommand.class,
      VerifyCommand.class,
      InferCommand.class,
      SchemaCommand.class,
      ConvertCommand.class,
      PublishCommand.class,
      ReplayCommand.class,
      BrokerCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "mainstem VERB --help tells more of a verb."})
public final class Mainstem implements Runnable {

  @Spec private CommandSpec spec;

  /** For picocli. */
  public Mainstem() {}

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public static int run(String... args) {
    CommandLine command = new CommandLine(new Mainstem());
    command.setExecutionExceptionHandler(Mainstem::tell);
    command.setParameterExceptionHandler(Mainstem::tellWrongUse);
    command.setUsageHelpAutoWidth(true);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    return command.execute(args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "expected a verb");
  }

  /** The fault alone: it would be hard to find among all the options of a verb. */
  private static int tellWrongUse(CommandLine.ParameterException e, String... words) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println(command.getCommandSpec().qualifiedName() + " --help tells how it is used.");
    err.flush();
    return ExitCodes.WRONG_USE;
  }

  private static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (ExitCodes.isExpected(e)) {
      err.println(e.getMessage());
    } else {
      err.println("This is a fault of mainstem, not of yours:");
      e.printStackTrace(err);
    }
    err.flush();
    return ExitCodes.of(e);
  }
}
