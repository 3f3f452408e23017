package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jars the workers of a cluster get beside the job jar. */
class UserJarsTest {

  @TempDir Path folder;

  @Test
  void aFolderStandsForItsJarsAsInAnyClassPath() {
    Path one = Runs.write(folder, "one.jar", "");
    Path b = Runs.write(folder, "more/b.jar", "");
    Path a = Runs.write(folder, "more/a.JAR", "");
    Runs.write(folder, "more/notes.txt", "");
    assertThat(UserJars.of(one + File.pathSeparator + folder.resolve("more") + "/*"))
        .containsExactly(one.toString(), a.toString(), b.toString());
  }

  @Test
  void mostUsersHaveNone() {
    assertThat(UserJars.of("")).isEmpty();
  }

  @Test
  void aJarThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> UserJars.of(folder + "/driver.jar"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("MAINSTEM_JARS: there is no jar " + folder + "/driver.jar");
    assertThatThrownBy(() -> UserJars.of(folder + "/nowhere/*"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("MAINSTEM_JARS: can't read the folder " + folder.resolve("nowhere"));
  }
}
