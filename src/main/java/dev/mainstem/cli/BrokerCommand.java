package dev.mainstem.cli;

import dev.mainstem.broker.BrokerClient;
import dev.mainstem.broker.EmbeddedBroker;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code broker}: a real Kafka broker in the foreground. */
@Command(
    name = "broker",
    description = "A real Kafka broker of one node, for trying things without one of your own.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Prints its address, alone on a line of the standard output, when it serves. It serves this"
          + " machine alone, keeps records for ever, and takes no topic that was not created: with"
          + " --topic, or publish --create-topic.",
      "",
      "Ctrl-C or a TERM signal ends it cleanly; a second one ends it at once.",
      "",
      "Exit codes: 0 ended, 1 it can't run, 2 wrong use, 130 a second interrupt."
    })
final class BrokerCommand implements Callable<Integer> {

  private static final Pattern TOPIC =
      Pattern.compile("([A-Za-z0-9._-]{1,249})(?::([1-9]\\d{0,3}))?");

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "The port on 127.0.0.1; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where its data is kept; without it, they go when it ends.")
  private @Nullable Path folder;

  @Option(
      names = "--topic",
      paramLabel = "NAME[:PARTITIONS]",
      description =
          "A topic to create, with one partition unless told otherwise, if it is missing.")
  private List<String> topics = List.of();

  @Override
  public Integer call() throws IOException {
    List<Matcher> wanted = topics.stream().map(this::topic).toList();
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "--port: expected a number from 0 to 65535, found " + port);
    }
    if (port > 0) {
      EmbeddedBroker.checkFree(port);
    }
    Terminal terminal = new Terminal(spec.commandLine().getErr());
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    Interrupts.onFirst(() -> stopped.complete(null));
    if (folder != null) {
      serve(folder, wanted, stopped, terminal);
      return ExitCodes.DONE;
    }
    Path temporary = Files.createTempDirectory("mainstem-broker-");
    // if it fails, its log stays
    serve(temporary, wanted, stopped, terminal);
    delete(temporary);
    return ExitCodes.DONE;
  }

  private Matcher topic(String text) {
    Matcher topic = TOPIC.matcher(text);
    if (!topic.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--topic: expected a name of letters, digits, dots, underscores and hyphens, with"
              + " :PARTITIONS or without, found \"%s\"".formatted(text));
    }
    return topic;
  }

  private void serve(
      Path data, List<Matcher> wanted, CompletableFuture<Void> stopped, Terminal terminal) {
    try (EmbeddedBroker broker =
        port == 0 ? EmbeddedBroker.start(data) : EmbeddedBroker.start(data, port)) {
      create(wanted, broker.servers());
      spec.commandLine().getOut().println(broker.servers());
      spec.commandLine().getOut().flush();
      terminal.say(
          "the broker serves; its data is in %s%s; Ctrl-C ends it"
              .formatted(data, folder == null ? ", and goes when it ends" : ""));
      CompletableFuture.anyOf(stopped, broker.handle().onExit()).join();
      if (!stopped.isDone()) {
        throw new EnvironmentException(
            "the broker ended by itself; its log is " + data.resolve("broker.log"));
      }
    }
  }

  private static void create(List<Matcher> wanted, String servers) {
    if (wanted.isEmpty()) {
      return;
    }
    try (BrokerClient client = BrokerClient.connect("--topic", servers, Map.of())) {
      for (Matcher topic : wanted) {
        String partitions = topic.group(2);
        client.createIfMissing(
            topic.group(1), partitions == null ? 1 : Integer.parseInt(partitions));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
