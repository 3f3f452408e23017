package dev.mainstem.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself: its verbs, and what becomes of their failures. */
@Command(
    name = "mainstem",
    description = "One Apache Beam pipeline over a stream's history and its live form.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "mainstem VERB --help tells more of a verb."})
public final class Mainstem implements Runnable {

  private static final Map<String, Class<?>> VERBS = new LinkedHashMap<>();

  static {
    VERBS.put("run", RunCommand.class);
    VERBS.put("check", CheckCommand.class);
    VERBS.put("explain", ExplainCommand.class);
    VERBS.put("test", TestCommand.class);
    VERBS.put("verify", VerifyCommand.class);
    VERBS.put("infer", InferCommand.class);
    VERBS.put("schema", SchemaCommand.class);
    VERBS.put("convert", ConvertCommand.class);
    VERBS.put("publish", PublishCommand.class);
    VERBS.put("replay", ReplayCommand.class);
    VERBS.put("broker", BrokerCommand.class);
    VERBS.put("doctor", DoctorCommand.class);
    VERBS.put(CompletionCommand.NAME, CompletionCommand.class);
  }

  @Spec private CommandSpec spec;

  private Mainstem() {}

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public static int run(String... args) {
    CommandLine command = commandFor(args);
    command.setExecutionExceptionHandler(Mainstem::tell);
    command.setParameterExceptionHandler(Mainstem::tellWrongUse);
    command.setUsageHelpAutoWidth(true);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    return command.execute(args);
  }

  /** The command with all its verbs. */
  public static CommandLine command() {
    CommandLine command = new CommandLine(new Mainstem());
    VERBS.forEach((name, verb) -> command.addSubcommand(name, verb));
    return command;
  }

  /**
   * The command with the verbs that a command line needs. To make out the options of all of them
   * takes longer than to read a definition, and a command line has one verb: the others are for who
   * looks for one, and for the script of all.
   */
  private static CommandLine commandFor(String... args) {
    String verb = args.length == 0 ? "" : args[0];
    return verb.equals(CompletionCommand.NAME) || !VERBS.containsKey(verb)
        ? command()
        : new CommandLine(new Mainstem()).addSubcommand(verb, VERBS.get(verb));
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
