package dev.mainstem.replay;

import dev.mainstem.record.Rejected;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * Reads rejected records once more, by a definition that was put right since.
 *
 * <p>Taken are those that nothing behind the reading has seen: the ones that could not be read, and
 * the late ones of {@code late: reject}. Others are left where they are: a row that a step refused
 * may have passed by another way, and what a dedupe found late may be a copy of what passed.
 */
public final class Replay {

  private Replay() {}

  /**
   * What became of the records.
   *
   * @param rows how many are rows of the stream now
   * @param bad how many can't be read still
   * @param notOwned how many are of the other side's time
   * @param leftOut how many were not taken, by stage
   */
  public record Replayed(long rows, long bad, long notOwned, Map<String, Long> leftOut) {

    public Replayed {
      leftOut = Map.copyOf(leftOut);
    }
  }

  /**
   * Reads all of them.
   *
   * @param cutover the instant of the cut-over in the run that rejected them, or null
   * @param files of rejected records, as Beam's file systems call them
   * @param rows where those go that are rows now: JSON with the fields of the stream; in the place
   *     of what is there
   * @param tell is told each record that can't be read still
   * @throws EnvironmentException if a file can't be read or written, or holds anything else
   */
  public static Replayed read(
      Definition definition,
      @Nullable Instant cutover,
      List<String> files,
      Path rows,
      Consumer<String> tell) {
    Map<String, Long> leftOut = new TreeMap<>();
    try (BufferedWriter out = create(rows)) {
      RecordReader reader = new RecordReader(definition, cutover, out, tell);
      for (String file : files) {
        read(
            file,
            rejected -> {
              if (!reader.take(rejected)) {
                leftOut.merge(rejected.stage(), 1L, Long::sum);
              }
            });
      }
      return new Replayed(reader.rows(), reader.bad(), reader.notOwned(), leftOut);
    } catch (IOException | UncheckedIOException e) {
      throw new EnvironmentException("can't write to %s: %s".formatted(rows, e.getMessage()), e);
    }
  }

  private static BufferedWriter create(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    return Files.newBufferedWriter(file);
  }

  private static void read(String file, Consumer<Rejected> receiver) {
    int number = 0;
    try (BufferedReader lines = open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        receiver.accept(Rejected.fromJson(line));
      }
    } catch (IOException | DateTimeException e) {
      throw new EnvironmentException(
          "%s:%d: expected rejected records, one JSON object a line: %s"
              .formatted(file, number, e.getMessage()),
          e);
    }
  }

  private static BufferedReader open(String file) throws IOException {
    InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(file, false)));
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
