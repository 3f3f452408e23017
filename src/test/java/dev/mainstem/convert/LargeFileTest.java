package dev.mainstem.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that is larger than the memory of the process that converts it. */
@Timeout(300)
class LargeFileTest {

  private static final int ROWS = 200_000;

  /** Less than the file; the indexes of the optional jars, which only tests have, take some. */
  private static final String HEAP = "-Xmx24m";

  @TempDir Path folder;

  @Test
  void memoryDoesNotGrowWithTheFile() throws Exception {
    Path csv = write("rows.csv");
    assertThat(Files.size(csv)).isGreaterThan(30 << 20);
    convert("rows.csv", "rows.json");
    convert("rows.json", "rows.jsonl");
    convert("rows.jsonl", "again.csv");
    assertThat(Files.mismatch(csv, folder.resolve("again.csv"))).isEqualTo(-1);
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    String filling = "x".repeat(150);
    try (BufferedWriter rows = Files.newBufferedWriter(file)) {
      rows.write("id,half,even,text\n");
      for (int i = 0; i < ROWS; i++) {
        rows.write(
            "%d,%s,%s,%s %d\n"
                .formatted(9_007_199_254_740_993L + i, i / 2.0, i % 2 == 0, filling, i));
      }
    }
    return file;
  }

  private void convert(String from, String to) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.mainstem.Main",
                "convert",
                folder.resolve(from).toString(),
                folder.resolve(to).toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    boolean ended = process.waitFor(200, TimeUnit.SECONDS);
    process.destroyForcibly();
    String log = Files.readString(folder.resolve("log"));
    assertThat(ended).as(log).isTrue();
    assertThat(process.exitValue()).as(log).isZero();
    assertThat(log).contains("200,000 records");
  }
}
