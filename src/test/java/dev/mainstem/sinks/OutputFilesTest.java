package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose the files are that lie where a run is going to write. */
class OutputFilesTest {

  @TempDir Path folder;

  @Test
  void filesThatNoManifestListsAreForeign() {
    Runs.write(folder, "rows-00000.jsonl", "");
    Runs.write(folder, "rows-old.jsonl", "");
    Runs.write(folder, "rows.jsonl", "");
    Runs.write(folder, "other-00000.jsonl", "");
    assertThat(outputs("rows").foreign())
        .containsExactlyInAnyOrder(path("rows-00000.jsonl"), path("rows-old.jsonl"));
  }

  @Test
  void filesOfTheEarlierRunAreItsOwnAndMakeWay() throws IOException {
    new Manifest("run-1", 2).write(target("rows"));
    Runs.write(folder, "rows-00000.jsonl", "");
    Runs.write(folder, "rows-00001.jsonl", "");
    OutputFiles outputs = outputs("rows");
    assertThat(outputs.foreign()).isEmpty();
    outputs.replace("run-2");
    assertThat(folder.resolve("rows-00000.jsonl")).doesNotExist();
    assertThat(folder.resolve("rows-00001.jsonl")).doesNotExist();
    assertThat(Manifest.read(target("rows"))).isEqualTo(new Manifest("run-2", 0));
  }

  @Test
  void aFileBehindThoseOfTheManifestIsForeign() throws IOException {
    new Manifest("run-1", 1).write(target("rows"));
    Runs.write(folder, "rows-00000.jsonl", "");
    Runs.write(folder, "rows-00001.jsonl", "");
    assertThat(outputs("rows").foreign()).containsExactly(path("rows-00001.jsonl"));
  }

  @Test
  void aSinkWhoseNameBeginsLikeAnothersIsNotInItsWay() throws IOException {
    new Manifest("run-1", 1).write(target("rows-late"));
    Runs.write(folder, "rows-late-00000.jsonl", "");
    assertThat(outputs("rows", "rows-late").foreign()).isEmpty();
  }

  @Test
  void namesWithSignsOfPatternsAreNamesAllTheSame() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("out [1] {a,b}"));
    FileTarget target = FileTarget.at(odd.resolve("rows").toString(), ".jsonl");
    OutputFiles outputs = new OutputFiles(List.of(target));
    Runs.write(odd, "rows-00000.jsonl", "");
    assertThat(outputs.foreign()).containsExactly(odd.resolve("rows-00000.jsonl").toString());
    Runs.write(Path.of(target.parts("run-1")), "part", "");
    outputs.deleteParts("run-1");
    assertThat(Path.of(target.parts("run-1"))).doesNotExist();
  }

  @Test
  void whatCanNotBeWrittenIsSaidBeforeAnythingStarts() {
    Runs.write(folder, "blocked", "a file where a folder should be");
    FileTarget target = FileTarget.at(folder.resolve("blocked/rows").toString(), ".jsonl");
    assertThatThrownBy(() -> new OutputFiles(List.of(target)).checkWritable("run-1"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("can't write to " + folder.resolve("blocked"));
  }

  @Test
  void checkingLeavesEverythingAsItIs() throws IOException {
    new Manifest("run-1", 1).write(target("rows"));
    Runs.write(folder, "rows-00000.jsonl", "kept");
    outputs("rows").checkWritable("run-2");
    assertThat(folder.resolve("rows-00000.jsonl")).hasContent("kept");
    assertThat(folder.resolve(".mainstem")).isDirectoryNotContaining("glob:**.probe");
  }

  @Test
  void deletingPartsTakesThoseOfTheOneRun() {
    FileTarget target = target("rows");
    Runs.write(Path.of(target.parts("run-1")), "part", "");
    Runs.write(Path.of(target.parts("run-2")), "part", "");
    outputs("rows").deleteParts("run-1");
    assertThat(Path.of(target.parts("run-1"))).doesNotExist();
    assertThat(Path.of(target.parts("run-2"))).isNotEmptyDirectory();
  }

  @Test
  void aManifestIsReplacedAsAWhole() throws IOException {
    assertThat(Manifest.read(target("rows"))).isEqualTo(new Manifest("", 0));
    new Manifest("run-1", 1).write(target("rows"));
    new Manifest("run-1", 2).write(target("rows"));
    assertThat(Manifest.read(target("rows"))).isEqualTo(new Manifest("run-1", 2));
    assertThat(folder.resolve(".mainstem")).isDirectoryContaining("glob:**/rows.manifest");
    assertThat(folder.resolve(".mainstem")).isDirectoryNotContaining("glob:**.manifest.run-1");
  }

  private OutputFiles outputs(String... bases) {
    return new OutputFiles(java.util.Arrays.stream(bases).map(this::target).toList());
  }

  private FileTarget target(String base) {
    return new FileTarget(folder.toString(), base, ".jsonl");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
