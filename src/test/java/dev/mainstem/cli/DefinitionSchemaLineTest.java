package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an editor is told of the schema, and where it comes from. */
class DefinitionSchemaLineTest {

  private static final Path DOCUMENTED = Path.of("docs", "pipeline.schema.json");

  @TempDir private Path folder;

  @Test
  void theVerbPrintsTheDocumentsSchema() throws IOException {
    assertThat(InProcess.run("schema").out()).isEqualTo(Files.readString(DOCUMENTED));
  }

  @Test
  void theDocumentsSchemaIsNamedWhereItIs() {
    assertThat(DefinitionSchema.line(folder, Optional.of(DOCUMENTED)))
        .isEqualTo("# yaml-language-server: $schema=" + DOCUMENTED.toAbsolutePath().toUri());
  }

  @Test
  void oneBesideTheDefinitionIsNearerAndMovesWithIt() throws IOException {
    Files.copy(DOCUMENTED, folder.resolve("pipeline.schema.json"));
    assertThat(DefinitionSchema.line(folder, Optional.of(DOCUMENTED)))
        .isEqualTo("# yaml-language-server: $schema=pipeline.schema.json");
  }

  @Test
  void anAddressHasNoBlanks() throws IOException {
    Path schema = Files.createDirectory(folder.resolve("my docs")).resolve("pipeline.schema.json");
    Files.copy(DOCUMENTED, schema);
    assertThat(DefinitionSchema.line(folder, Optional.of(schema)))
        .isEqualTo("# yaml-language-server: $schema=my%20docs/pipeline.schema.json");
  }

  @Test
  void withoutOneTheDefinitionSaysHowToHaveOne() {
    assertThat(DefinitionSchema.line(folder, Optional.of(folder.resolve("none"))))
        .startsWith("# For an editor")
        .contains("mainstem schema > pipeline.schema.json");
  }

  @Test
  void aDraftBeginsWithIt() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "id,at\n1,2026-01-01T00:00:00Z\n");
    Files.copy(DOCUMENTED, folder.resolve("pipeline.schema.json"));
    Path draft = folder.resolve("draft.yaml");
    InProcess.run("infer", file.toString(), "-o", draft.toString());
    assertThat(Files.readAllLines(draft).get(0))
        .isEqualTo("# yaml-language-server: $schema=pipeline.schema.json");
  }
}
