package dev.mainstem.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Problem;
import dev.mainstem.spec.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every YAML block of the documents is a definition that passes a check, or a part of one that
 * passes in the midst of a small one; or it is wrong in just the way that the block behind it says.
 */
class YamlBlocksTest {

  /** What a block that is only a part is completed with, section by section. */
  private static final Map<String, String> BASE =
      Map.of(
          "name",
          "name: base\n",
          "stream",
          """
          stream:
            schema:
              trip_id: string
              zone: string?
              pickup_at: timestamp
              fare: double
              tip: double?
              "tip ($)": double?
            event_time: pickup_at
          """,
          "history",
          "history: {path: history/*.csv}\n",
          "sinks",
          "sinks: [{type: WriteToConsole}]\n");

  private static final Map<String, String> ENVIRONMENT =
      Map.of("KAFKA_USER", "user", "KAFKA_PASSWORD", "password");

  private static final String FILE = "pipeline.yaml";

  /** A block, and the problems that the document says it has. */
  private record Example(Documents.Block block, List<String> problems) {}

  @Test
  void thereAreMany() {
    assertThat(examples()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("rightExamples")
  void passesTheCheck(Documents.Block block) {
    assertThatCode(() -> check(block)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("wrongExamples")
  void hasJustTheProblemsThatAreSaid(Documents.Block block, List<String> problems) {
    DefinitionException thrown =
        catchThrowableOfType(DefinitionException.class, () -> check(block));
    assertThat(thrown.problems())
        .extracting(Problem::toString)
        .extracting(problem -> problem.replace("<definition>", FILE))
        .containsExactlyElementsOf(problems);
  }

  static List<Documents.Block> rightExamples() {
    return examples().stream()
        .filter(example -> example.problems().isEmpty())
        .map(Example::block)
        .toList();
  }

  static List<Arguments> wrongExamples() {
    return examples().stream()
        .filter(Predicate.not(example -> example.problems().isEmpty()))
        .map(example -> Arguments.of(example.block(), example.problems()))
        .toList();
  }

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Path document : Documents.all()) {
      List<Documents.Block> blocks = Documents.blocks(document);
      for (int i = 0; i < blocks.size(); i++) {
        // what is not ours, such as a manifest of Kubernetes, says so in its first key
        if (blocks.get(i).language().equals("yaml")
            && !blocks.get(i).text().startsWith("apiVersion:")) {
          examples.add(
              new Example(
                  blocks.get(i), i + 1 < blocks.size() ? problems(blocks.get(i + 1)) : List.of()));
        }
      }
    }
    return examples;
  }

  private static List<String> problems(Documents.Block block) {
    boolean told = block.language().equals("text") && block.text().startsWith(FILE + ":");
    return told ? block.text().lines().toList() : List.of();
  }

  private static void check(Documents.Block block) {
    Plan.of(
        DefinitionReader.parse(
            completed(block.text()), Path.of("docs"), new Variables(Map.of(), ENVIRONMENT::get)));
  }

  /** The sections that are missing stand behind the others, so that these keep their lines. */
  static String completed(String yaml) {
    StringBuilder whole = new StringBuilder(yaml);
    BASE.forEach(
        (key, section) -> {
          if (yaml.lines().noneMatch(line -> line.startsWith(key + ":"))) {
            whole.append(section);
          }
        });
    return whole.toString();
  }
}
