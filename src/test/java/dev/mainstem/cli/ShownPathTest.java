package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShownPathTest {

  private static final Path CURRENT = Path.of("/home/ada/town");

  @Test
  void aFileBelowTheCurrentFolderIsShownFromThere() {
    assertThat(ShownPath.of("/home/ada/town/out/rides-00000.jsonl", CURRENT))
        .isEqualTo("out/rides-00000.jsonl");
  }

  @Test
  void aFileNearbyIsShownFromTheCurrentFolder() {
    assertThat(ShownPath.of("/home/ada/data/a.csv", CURRENT)).isEqualTo("../data/a.csv");
  }

  @Test
  void aFileFarAwayKeepsItsWholePath() {
    assertThat(ShownPath.of("/data/a.csv", CURRENT)).isEqualTo("/data/a.csv");
  }

  @Test
  void aFileOfAnotherFileSystemIsShownAsItIs() {
    assertThat(ShownPath.of("s3://town/a.csv", CURRENT)).isEqualTo("s3://town/a.csv");
  }

  @Test
  void ofSeveralFilesTheFirstAndTheLastAreNamed() {
    assertThat(ShownPath.ofAll(List.of("h/10.csv", "h/11.csv", "h/12.csv")))
        .isEqualTo("3 files, h/10.csv to 12.csv");
    assertThat(ShownPath.ofAll(List.of("h/10.csv"))).isEqualTo("h/10.csv");
  }
}
