package dev.mainstem.convert;

import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.io.Compression;

/**
 * A file that appears under its name only when it is complete; until then it is a hidden one beside
 * it. Compressed if its name ends with {@code .gz}, {@code .zst} or {@code .bz2}. Not thread-safe.
 */
public final class OutputFile implements AutoCloseable {

  private final Path target;
  private final Path written;
  private final OutputStream stream;

  private OutputFile(Path target, Path written) throws IOException {
    this.target = target;
    this.written = written;
    OutputStream out =
        Files.newOutputStream(
            written,
            written.equals(target) ? StandardOpenOption.WRITE : StandardOpenOption.CREATE_NEW);
    if (!written.equals(target)) {
      // for an interrupt, which runs no finally
      written.toFile().deleteOnExit();
    }
    this.stream =
        Channels.newOutputStream(
            Compression.detect(target.toString()).writeCompressed(Channels.newChannel(out)));
  }

  /**
   * Begins a file, making the folders that it needs.
   *
   * @throws EnvironmentException if it can't be written
   */
  public static OutputFile create(Path file) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new EnvironmentException(file + ": is a folder, expected a file");
      }
      boolean special = Files.exists(target) && !Files.isRegularFile(target);
      return new OutputFile(target, special ? target : beside(target));
    } catch (IOException e) {
      throw new EnvironmentException("can't write to %s: %s".formatted(file, e), e);
    }
  }

  private static Path beside(Path target) throws IOException {
    Path folder = Files.createDirectories(Objects.requireNonNull(target.getParent()));
    String name =
        ".%s.%08x.part".formatted(target.getFileName(), ThreadLocalRandom.current().nextInt());
    return folder.resolve(name);
  }

  /** Where its contents go. */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Gives the file its name, in the place of any that has it.
   *
   * @throws EnvironmentException if not all of it could be written
   */
  public void complete() {
    try {
      stream.close();
      if (!written.equals(target)) {
        Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new EnvironmentException("can't write to %s: %s".formatted(target, e), e);
    }
  }

  /** Takes away what did not become complete. */
  @Override
  public void close() {
    try (stream) {
      if (!written.equals(target)) {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new EnvironmentException("can't write to %s: %s".formatted(target, e), e);
    }
  }
}
