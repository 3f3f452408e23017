package dev.mainstem.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests that stand in definitions of the documents hold. */
class TestsInDocumentsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("withTests")
  void hold(Documents.Block block) throws IOException {
    Path file = folder.resolve("pipeline.yaml");
    Files.writeString(file, YamlBlocksTest.completed(block.text()));
    InProcess run = InProcess.run("test", file.toString());
    assertThat(run.out() + run.err()).endsWith("all as expected\n");
  }

  static List<Documents.Block> withTests() {
    return Documents.all().stream()
        .flatMap(document -> Documents.blocks(document).stream())
        .filter(block -> block.language().equals("yaml") && block.text().contains("\ntests:"))
        .toList();
  }
}
