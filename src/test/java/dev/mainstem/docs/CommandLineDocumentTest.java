package dev.mainstem.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mainstem.cli.Mainstem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The document of the command line names its verbs and options, and the commands in it are some.
 */
class CommandLineDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "command-line.md");
  private static final String COMMAND = "bin/mainstem ";

  /** Where the options are that more than one verb has. */
  private static final String SHARED = "(#reading-files)";

  @Test
  void everyVerbHasAHeading() {
    List<String> verbs =
        Documents.headings(DOCUMENT).stream().filter(heading -> heading.matches("[a-z]+")).toList();
    assertThat(verbs).containsExactlyInAnyOrderElementsOf(command().getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyOptionOfAVerbIsInItsTableAndNoOther(String verb) {
    CommandLine.Model.CommandSpec spec =
        Objects.requireNonNull(command().getSubcommands().get(verb)).getCommandSpec();
    Set<String> options = new TreeSet<>();
    spec.optionsMap().keySet().stream()
        .filter(name -> !command().getCommandSpec().optionsMap().containsKey(name))
        .forEach(options::add);
    spec.positionalParameters().forEach(parameter -> options.add(parameter.paramLabel()));
    Set<String> documented = documented("## " + verb, "Argument");
    if (String.join("\n", Documents.section(DOCUMENT, "## " + verb)).contains(SHARED)) {
      documented.addAll(documented("## Reading files", "Argument"));
    }
    assertThat(documented).containsExactlyElementsOf(options);
  }

  @Test
  void theOptionsOfAllVerbsAreInTheirTable() {
    assertThat(documented("## Every verb", "Option"))
        .containsExactlyInAnyOrderElementsOf(command().getCommandSpec().optionsMap().keySet());
  }

  @Test
  void theRunnersOptionsAreThose() {
    Set<String> known =
        PipelineOptionsFactory.getRegisteredOptions().stream()
            .flatMap(options -> Arrays.stream(options.getMethods()))
            .filter(method -> method.getName().matches("(get|is)[A-Z].*"))
            .map(method -> method.getName().replaceFirst("get|is", ""))
            .map(name -> "--" + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
            .collect(Collectors.toSet());
    assertThat(documented("## Runners", "Option")).isNotEmpty().isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandOfADocumentCanBeGiven(String line) {
    assertThatCode(() -> command().parseArgs(line.split(" +"))).doesNotThrowAnyException();
  }

  static Set<String> verbs() {
    return command().getSubcommands().keySet();
  }

  /** What the shell blocks of all documents ask of the program, word for word. */
  static List<String> commands() {
    return Documents.all().stream()
        .flatMap(document -> Documents.blocks(document).stream())
        .filter(block -> block.language().equals("sh"))
        .flatMap(block -> block.text().replace("\\\n", " ").lines())
        .filter(line -> line.startsWith(COMMAND))
        .map(line -> line.substring(COMMAND.length()).replaceAll("\\s+(>|2>|<|\\||&|#).*", ""))
        .toList();
  }

  /** The first words of the codes in the first cells, such as {@code --set} of --set NAME=VALUE. */
  private static Set<String> documented(String heading, String head) {
    return Documents.firstCells(Documents.section(DOCUMENT, heading), head).stream()
        .flatMap(cell -> Documents.codeIn(cell).stream())
        .map(code -> code.replaceFirst("[ =\\[].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As the program makes it. */
  private static CommandLine command() {
    return Mainstem.command().setCaseInsensitiveEnumValuesAllowed(true);
  }
}
