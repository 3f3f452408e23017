package dev.mainstem.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestStream;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When files are finished; the results a, b and c come one after the other. */
class WriteFilesTest {

  private static final boolean ENDLESS = true;
  private static final boolean ROLLING = true;

  @TempDir Path folder;

  @Test
  void theFirstResultIsOutAtOnceAndTheOthersAfterAMinute() {
    run(
        ROLLING,
        results()
            .addElements("a")
            .addElements("b")
            .advanceProcessingTime(Duration.standardSeconds(61))
            .addElements("c")
            .advanceWatermarkToInfinity());
    assertThat(file(0)).containsExactly("a");
    assertThat(file(1)).containsExactly("b");
    assertThat(file(2)).containsExactly("c");
  }

  @Test
  void whereAllResultsComeAtTheEndTheyAreInOneFile() {
    run(
        !ROLLING,
        results().addElements("a").addElements("b").addElements("c").advanceWatermarkToInfinity());
    assertThat(file(0)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(Path.of(target().file(1))).doesNotExist();
  }

  @Test
  void aLargePartIsAFileByItself() {
    run(
        !ROLLING,
        new FilePacking(1, "large\n".length(), 100),
        results().addElements("a").addElements("large").advanceWatermarkToInfinity());
    assertThat(List.of(file(0), file(1))).containsExactlyInAnyOrder(List.of("a"), List.of("large"));
  }

  private static TestStream.Builder<String> results() {
    return TestStream.create(StringUtf8Coder.of());
  }

  private FileTarget target() {
    return new FileTarget(folder.toString(), "rows", ".txt");
  }

  private void run(boolean rolling, TestStream<String> results) {
    run(rolling, FilePacking.BY_SIZE, results);
  }

  private void run(boolean rolling, FilePacking packing, TestStream<String> results) {
    Pipeline pipeline = Pipeline.create();
    Commit commit = new Commit("run", true, !ENDLESS, rolling);
    pipeline
        .apply(results)
        .apply("Files", new WriteFiles<>("rows", target(), packing, LineOfText::new, commit));
    pipeline.run().waitUntilFinish();
  }

  private List<String> file(int number) {
    try {
      return Files.readAllLines(Path.of(target().file(number)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record LineOfText(OutputStream out) implements FileFormat.Writer<String> {

    @Override
    public void write(String line) throws IOException {
      out.write((line + "\n").getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
