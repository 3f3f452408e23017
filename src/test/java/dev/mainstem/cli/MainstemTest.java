package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The verbs: each is put together alone when it is given, and with the others for all else. */
class MainstemTest {

  @ParameterizedTest
  @MethodSource("verbs")
  void aVerbIsCalledAsItsClassSays(String verb) {
    CommandLine command = Objects.requireNonNull(Mainstem.command().getSubcommands().get(verb));
    Class<?> type = command.getCommandSpec().userObject().getClass();
    assertThat(type.getAnnotation(CommandLine.Command.class).name()).isEqualTo(verb);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void aVerbAloneSaysOfItselfWhatItSaysAmongAll(String verb) {
    InProcess alone = InProcess.run(verb, "--help");
    assertThat(alone.code()).isZero();
    assertThat(alone.out()).contains("Usage: mainstem " + verb);
    CommandLine among = Objects.requireNonNull(Mainstem.command().getSubcommands().get(verb));
    assertThat(words(alone.out()))
        .isEqualTo(words(among.getUsageMessage(CommandLine.Help.Ansi.OFF)));
  }

  /** Lines are as wide as the terminal. */
  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }

  static Set<String> verbs() {
    return Mainstem.command().getSubcommands().keySet();
  }
}
