package dev.mainstem.sinks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;

/**
 * The files that a run ends with, kept beside its parts before the first of them gets its name.
 *
 * <p>No checkpoint can be waited for at the end: once the last one is complete, nothing would come
 * back to files that a worker left without their names when it died. So they get them before it. If
 * the run then goes back to an earlier checkpoint, all that comes once more is in its files or in
 * these, and these are finished instead.
 */
final class Ending {

  private static final Coder<List<NumberedFile>> FILES = ListCoder.of(new NumberedFile.FileCoder());

  private Ending() {}

  /** The files that a run has said that it ends with; nothing before its end. */
  static Optional<List<NumberedFile>> read(FileTarget target, String run) throws IOException {
    try (InputStream in = Files.open(target.ending(run))) {
      return Optional.of(FILES.decode(in));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Says so, as a whole or not at all. */
  static void write(FileTarget target, String run, List<NumberedFile> files) throws IOException {
    String written = target.ending(run) + ".new";
    try (OutputStream out = Files.create(written)) {
      FILES.encode(files, out);
    }
    Files.rename(written, target.ending(run));
  }
}
