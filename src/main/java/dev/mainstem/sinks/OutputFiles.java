package dev.mainstem.sinks;

import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The files of all sinks of a run, before it and after it. */
public final class OutputFiles {

  private final List<FileTarget> targets;

  /** The files of these sinks. */
  public OutputFiles(Collection<FileTarget> targets) {
    this.targets = List.copyOf(targets);
  }

  /**
   * The files in the way of a fresh run: those that a reader would take for its results, and that
   * neither its earlier run wrote nor any other sink of it.
   */
  public List<String> foreign() {
    List<String> foreign = new ArrayList<>();
    for (FileTarget target : targets) {
      try {
        List<String> own = target.files(0, Manifest.read(target).files());
        for (String file : Files.matching(target.glob())) {
          if (!own.contains(file) && !isOfAnother(file, target)) {
            foreign.add(file);
          }
        }
      } catch (IOException e) {
        throw unwritable(target, e);
      }
    }
    return foreign;
  }

  private boolean isOfAnother(String file, FileTarget target) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return targets.stream()
        .anyMatch(
            other ->
                !other.equals(target)
                    && other.folder().equals(target.folder())
                    && other.isName(name));
  }

  /**
   * Makes way for a fresh run: takes away what its earlier run wrote, and makes sure that it can
   * write.
   *
   * @throws EnvironmentException if it can't
   */
  public void replace(String run) {
    for (FileTarget target : targets) {
      try {
        Files.delete(target.files(0, Manifest.read(target).files()));
        new Manifest(run, 0).write(target);
      } catch (IOException e) {
        throw unwritable(target, e);
      }
    }
  }

  /** Makes sure that the run can write, and leaves everything as it is. */
  public void checkWritable(String run) {
    for (FileTarget target : targets) {
      try {
        String probe = target.parts(run) + ".probe";
        Files.create(probe).close();
        Files.delete(List.of(probe));
      } catch (IOException e) {
        throw unwritable(target, e);
      }
    }
  }

  /** Takes away the parts of a run that got no final name. */
  public void deleteParts(String run) {
    for (FileTarget target : targets) {
      try {
        Files.delete(Files.matching(Files.literally(target.parts(run)) + "/*"));
        Files.delete(List.of(target.parts(run)));
      } catch (IOException e) {
        throw unwritable(target, e);
      }
    }
  }

  /** The files that a sink has written, in order. */
  public static List<String> written(FileTarget target) {
    try {
      List<String> files = new ArrayList<>();
      for (String file : target.files(0, Manifest.read(target).files())) {
        if (Files.exists(file)) {
          files.add(file);
        }
      }
      return files;
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static EnvironmentException unwritable(FileTarget target, IOException e) {
    return new EnvironmentException(
        "can't write to %s: %s".formatted(target.folder(), e.getMessage()), e);
  }
}
