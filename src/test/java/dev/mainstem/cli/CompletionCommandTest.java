package dev.mainstem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.testing.InProcess;
import dev.mainstem.testing.Runs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code completion}, in a bash. */
class CompletionCommandTest {

  @TempDir Path folder;

  @Test
  void bashCompletesVerbsAndOptions() throws Exception {
    Path script = Runs.write(folder, "completion", InProcess.run("completion").out());
    assertThat(completed(script, "mainstem", "ex")).contains("explain");
    assertThat(completed(script, "mainstem", "run", "--re")).contains("--resume");
  }

  /** What bash would offer for the last of these words. */
  private static String completed(Path script, String... words) throws Exception {
    String line =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_mainstem; echo \"${COMPREPLY[@]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder(List.of("bash", "-c", line)).redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out;
  }
}
