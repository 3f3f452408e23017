package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no definition at all, and where YAML itself would let a slip pass. */
class YamlDocumentTest {

  @TempDir private Path folder;

  private List<String> problemsOf(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("p.yaml"), bytes);
    Variables none = Definitions.variables(Map.of(), Map.of());
    List<Problem> problems;
    try {
      problems = DefinitionReader.read(file, none).problems().all();
    } catch (DefinitionException e) {
      problems = e.problems();
    }
    return problems.stream().map(p -> p.toString().replace(folder.toString(), "")).toList();
  }

  @Test
  void folderStandsForThePipelineYamlInIt() throws IOException {
    Files.writeString(folder.resolve("pipeline.yaml"), Definitions.RIGHT);
    Definition read = DefinitionReader.read(folder, Definitions.variables(Map.of(), Map.of()));
    assertThat(read.problems().all()).isEmpty();
    assertThat(read.file()).isEqualTo(folder + "/pipeline.yaml");
    assertThat(read.resolve("out")).isEqualTo(folder + "/out");
  }

  @Test
  void missingFileIsAProblem() {
    DefinitionException missing =
        catchThrowableOfType(
            DefinitionException.class,
            () -> DefinitionReader.read(folder, Definitions.variables(Map.of(), Map.of())));
    assertThat(missing).hasMessage(folder + "/pipeline.yaml:1:1 there is no such file");
  }

  @Test
  void fileThatIsNoUtf8IsAProblem() throws IOException {
    byte[] bytes =
        Definitions.RIGHT.replace("trips", "tr\u00efps").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(problemsOf(bytes)).containsExactly("/p.yaml:1:1 is not in UTF-8");
  }

  @Test
  void byteOrderMarkIsPassedOver() throws IOException {
    byte[] bytes = ("\uFEFF" + Definitions.with(1, "name: a b")).getBytes(StandardCharsets.UTF_8);
    assertThat(problemsOf(bytes))
        .containsExactly(
            "/p.yaml:1:7 name: expected a name of letters, digits, dots, underscores and hyphens,"
                + " found \"a b\"");
  }

  @Test
  void nothingIsNoDefinition() throws IOException {
    String expected = "expected a mapping with name, stream and history or live, found ";
    assertThat(problemsOf(new byte[0])).containsExactly("/p.yaml:1:1 " + expected + "nothing");
    assertThat(Definitions.problems("# only a comment\n"))
        .containsExactly("1:1 " + expected + "nothing");
    assertThat(Definitions.problems("- a\n- b\n")).containsExactly("1:1 " + expected + "a list");
    assertThat(Definitions.problems("name\n")).containsExactly("1:1 " + expected + "\"name\"");
  }

  @Test
  void hugeFileIsNotEvenRead() throws IOException {
    byte[] bytes = new byte[4_000_001];
    Arrays.fill(bytes, (byte) '#');
    assertThat(problemsOf(bytes)).containsExactly("/p.yaml:1:1 is larger than 4,000,000 bytes");
  }

  @Test
  void controlCharacterIsAProblemAtItsPlace() {
    assertThat(Definitions.problems("name: trips\r\nstream: \u00e4\u0001\n"))
        .containsExactly("2:10 is no YAML: the character U+0001 can't be printed");
  }

  @Test
  void brokenYamlIsAProblemAtItsPlace() {
    assertThat(Definitions.problems("name: trips\nstream: {schema: {\n"))
        .singleElement()
        .asString()
        .startsWith("3:1 is no YAML: ");
    assertThat(Definitions.problems("name: a: b\n"))
        .containsExactly("1:8 is no YAML: mapping values are not allowed here");
    assertThat(Definitions.problems("name: 'a\n"))
        .singleElement()
        .asString()
        .contains("is no YAML");
    assertThat(Definitions.problems("a: b\n---\nc: d\n"))
        .singleElement()
        .asString()
        .startsWith("2:1 is no YAML: ");
  }

  @Test
  void keyThatStandsTwiceIsAProblem() {
    assertThat(Definitions.problems(Definitions.with(6, "id: double")))
        .containsExactly("6:5 stream.schema.id: stands twice; which of the two is meant?");
    assertThat(Definitions.problems(Definitions.with(20, "name: again")))
        .containsExactly("20:1 name: stands twice; which of the two is meant?");
  }

  @Test
  void tagsHaveNoMeaning() {
    assertThat(Definitions.problems(Definitions.with(1, "name: !!java.net.URL trips")))
        .containsExactly(
            "1:7 name: tags have no meaning here, found tag:yaml.org,2002:java.net.URL");
    assertThat(Definitions.problems(Definitions.with(1, "name: !own trips")))
        .containsExactly("1:7 name: tags have no meaning here, found !own");
  }

  @Test
  void keyIsAWord() {
    assertThat(Definitions.problems(Definitions.with(19, "? [a, b]\n: c")))
        .containsExactly("19:3 expected a word as the key, found a list or a mapping");
  }

  @Test
  void wordsAreNotTakenForTruthOrNumbers() {
    assertThat(Definitions.problems(Definitions.with(1, "name: no"))).isEmpty();
    assertThat(Definitions.read(Definitions.with(1, "name: 007")).name()).isEqualTo("007");
    assertThat(Definitions.read(Definitions.with(1, "name: 1e3")).name()).isEqualTo("1e3");
    assertThat(Definitions.read(Definitions.with(1, "name: \"null\"")).name()).isEqualTo("null");
  }

  @Test
  void aliasStandsForWhatItNames() {
    String yaml = Definitions.with(10, "path: &files [a.csv, b.csv]\n  csv: {null_values: *files}");
    assertThat(Definitions.problems(yaml.replace("  csv: {header: true}\n", ""))).isEmpty();
  }

  @Test
  void aliasesCannotFillTheMemory() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i <= 24; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(Definitions.problems(bomb.toString()))
        .contains("1:1 has more than 200,000 values, with what its aliases repeat");
  }

  @Test
  void aliasOfItselfIsTooDeep() {
    assertThat(Definitions.problems("name: &a [*a, *a, *a]\n"))
        .anyMatch(p -> p.contains("is nested more than 32 levels deep"));
  }

  @Test
  void deepNestingIsAProblem() {
    assertThat(Definitions.problems("name: " + "[".repeat(40) + "]".repeat(40) + "\n"))
        .contains("1:39 name" + "[0]".repeat(32) + ": is nested more than 32 levels deep");
    assertThat(Definitions.problems("[".repeat(20_000)))
        .singleElement()
        .asString()
        .startsWith("1:1 is no YAML: ");
  }

  @Test
  void manyCodePointsAreTooMany() {
    assertThat(Definitions.problems("name: " + "x".repeat(1_000_001)))
        .singleElement()
        .asString()
        .startsWith("1:1 is no YAML: ");
  }
}
