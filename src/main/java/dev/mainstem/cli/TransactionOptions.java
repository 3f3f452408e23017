package dev.mainstem.cli;

import dev.mainstem.publish.TransactionSpec;
import dev.mainstem.spec.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Whether, and in which, transactions messages are published. */
final class TransactionOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--transactional",
      paramLabel = "ID",
      description =
          "Publishes in transactions. The same command, with the same id, goes on where a publish"
              + " that was broken off left off, and doubles nothing for whoever reads what is"
              + " committed.")
  private @Nullable String id;

  @Option(
      names = "--commit-every",
      paramLabel = "MESSAGES|TIME",
      converter = Limits.class,
      description =
          "What a transaction holds at most, such as 10000 messages, or those of 5s. By default"
              + " all of them: they appear together.")
  private @Nullable Limit commitEvery;

  /** So many messages, or those of so long. */
  private record Limit(@Nullable Long messages, @Nullable Duration span) {}

  /** Reads {@code 10000}, or {@code 5s}. */
  static final class Limits implements ITypeConverter<Limit> {

    @Override
    public Limit convert(String value) {
      if (value.matches("[1-9][0-9]{0,17}")) {
        return new Limit(Long.valueOf(value), null);
      }
      Duration span = Durations.parse(value).orElse(Duration.ZERO);
      if (span.isZero()) {
        throw new TypeConversionException(
            "expected a number of messages such as 10000, or a time such as 5s, found " + value);
      }
      return new Limit(null, span);
    }
  }

  /** What was asked for, or null where no transactions were. */
  @Nullable TransactionSpec read() {
    if (id == null) {
      return null;
    }
    return commitEvery == null
        ? new TransactionSpec(id, null, null)
        : new TransactionSpec(id, commitEvery.messages(), commitEvery.span());
  }

  /**
   * Checks what the types of the options don't say.
   *
   * @param paced whether messages wait for their times
   */
  void check(boolean paced) {
    if (id != null && !id.matches("[A-Za-z0-9._-]+")) {
      throw wrong(
          "--transactional: expected a name of letters, digits, dots, underscores and hyphens,"
              + " found \"%s\"".formatted(id));
    }
    if (commitEvery != null && id == null) {
      throw wrong("--commit-every is for --transactional, which names the transactions");
    }
    if (paced && id != null && commitEvery == null) {
      throw wrong(
          "--speed with --transactional needs --commit-every: a transaction can't wait for long");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
