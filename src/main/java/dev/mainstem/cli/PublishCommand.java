package dev.mainstem.cli;

import dev.mainstem.convert.InputFile;
import dev.mainstem.convert.InputFiles;
import dev.mainstem.publish.Progress;
import dev.mainstem.publish.Publish;
import dev.mainstem.publish.PublishSpec;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.KafkaProperties;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.MessageSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code publish}: the records of files as messages of a topic. */
@Command(
    name = "publish",
    description = "Publishes the records of CSV or JSON files into a Kafka topic, as JSON.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The record of a row has the columns of its file, with the types that convert finds; that of"
          + " a JSON object is the object as it stands. With a definition, columns that its schema"
          + " names have the types it declares (a time stays the text that its format is for), and"
          + " a message is stamped with the event time of its newest record, otherwise with the"
          + " time of publishing.",
      "",
      "A record arrives once and in order, however often the broker has to be asked. Bad rows are"
          + " told on the standard error, as FILE:LINE: REASON, and counted; the others are"
          + " published.",
      "",
      "Exit codes: 0 done, 1 some rows were bad, or a file, the topic or the broker can't be had,"
          + " 2 wrong use or definition."
    })
final class PublishCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The files, in their order; .gz, .zst and .bz2 are read as what they hold.")
  private List<String> files = List.of();

  @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "The topic.")
  private String topic = "";

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where the broker is.")
  private String servers = "";

  @Option(
      names = "--as",
      paramLabel = "records|array",
      description = "One message a record (the default), or all records as one array in one.")
  private PublishSpec.Shape shape = PublishSpec.Shape.RECORDS;

  @Option(
      names = "--key",
      paramLabel = "FIELD",
      split = ",",
      description = "The fields that are the key of a message: one as text, several as JSON.")
  private List<String> key = List.of();

  @Option(
      names = "--producer",
      paramLabel = "NAME=VALUE",
      description = "A further property of Kafka's producer, such as security.protocol=SSL.")
  private Map<String, String> producer = new LinkedHashMap<>();

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      converter = Factor.class,
      description =
          "Publishes at the pace of the event times, times a factor: 1x, or 60x for a minute a"
              + " second. By default, as fast as it goes.")
  private @Nullable Double speed;

  @Option(
      names = "--create-topic",
      arity = "0..1",
      paramLabel = "PARTITIONS",
      preprocessor = AttachedOnly.class,
      description = "Creates the topic if it is missing, with that many partitions (1).")
  private @Nullable Integer partitions;

  @Mixin private TransactionOptions transactions = new TransactionOptions();

  @Mixin private InputOptions options = new InputOptions();

  /** Reads {@code 60x}, or {@code 60}. */
  static final class Factor implements ITypeConverter<Double> {

    @Override
    public Double convert(String value) {
      String number = value.endsWith("x") ? value.substring(0, value.length() - 1) : value;
      if (!number.matches("[0-9]+(\\.[0-9]+)?") || Double.parseDouble(number) == 0) {
        throw new TypeConversionException(
            "expected a factor such as 1x, 0.5x or 60x, found " + value);
      }
      return Double.parseDouble(number);
    }
  }

  /** Without an equals sign the next word is a file, not a number of partitions. */
  static final class AttachedOnly implements IParameterPreprocessor {

    @Override
    public boolean preprocess(
        Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        words.push("1");
      }
      return false;
    }
  }

  @Override
  public Integer call() {
    check();
    Terminal terminal = new Terminal(spec.commandLine().getErr());
    Optional<Definition> definition = options.definition();
    definition.flatMap(Definition::liveSide).ifPresent(this::checkFormat);
    InputFiles inputs = options.files(definition).withoutPathFields();
    List<InputFile> opened = files.stream().map(inputs::open).toList();
    PublishSpec publish =
        new PublishSpec(
            servers,
            topic,
            shape,
            key,
            definition.orElse(null),
            producer,
            speed,
            transactions.read(),
            partitions);
    long started = System.nanoTime();
    Publish.Published published =
        Publish.publish(opened, publish, bad -> terminal.say(bad.toString()), progress(terminal));
    report(published, (System.nanoTime() - started) / 1e9);
    if (published.bad() > 0) {
      terminal.say(
          "%,d bad record%s left out".formatted(published.bad(), published.bad() == 1 ? "" : "s"));
      return ExitCodes.FAILED;
    }
    return ExitCodes.DONE;
  }

  private static Progress progress(Terminal terminal) {
    return new Progress(state -> terminal.say(ProgressText.of(state)));
  }

  private void report(Publish.Published published, double seconds) {
    CommandLine command = spec.commandLine();
    command
        .getOut()
        .printf(
            "published %,d records%s into %s at %s in %.1f s%s%n",
            published.records() - published.there(),
            shape == PublishSpec.Shape.ARRAY ? " as one array" : "",
            topic,
            servers,
            seconds,
            published.there() == 0 ? "" : "; %,d were there already".formatted(published.there()));
    command.getOut().flush();
  }

  private void check() {
    if (shape == PublishSpec.Shape.ARRAY && !key.isEmpty()) {
      throw wrong("--key is for --as records: one message of all records has no key of one");
    }
    if (speed != null && shape == PublishSpec.Shape.ARRAY) {
      throw wrong("--speed is for --as records: one message has one time");
    }
    if (speed != null && !options.hasDefinition()) {
      throw wrong("--speed needs --definition, which says what the time of a record is");
    }
    if (partitions != null && partitions < 1) {
      throw wrong("--create-topic: expected a number of partitions from 1 on, found " + partitions);
    }
    transactions.check(speed != null);
    producer.forEach(
        (name, value) ->
            KafkaProperties.fault(name, value)
                .ifPresent(
                    fault -> {
                      throw wrong("--producer " + name + ": " + fault);
                    }));
  }

  private void checkFormat(LiveSpec live) {
    MessageSpec.Format format = live.messages().format();
    if (live.topic().equals(topic) && format != MessageSpec.Format.JSON) {
      throw wrong(
          "--topic: the live side of the definition reads %s from %s, and what is published is JSON"
              .formatted(format.title(), topic));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
