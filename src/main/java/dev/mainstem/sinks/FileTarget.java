package dev.mainstem.sinks;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The files of one sink: {@code folder/base-00000.jsonl} and so on.
 *
 * <p>What belongs to them but is no result lies in {@code folder/.mainstem}: the manifest, which
 * says how many there are, and during a run the parts that have no final name yet.
 *
 * @param folder where they lie, as Beam's file systems call it, without a slash at its end
 * @param base the first part of their names
 * @param extension the last part, with its dot
 */
public record FileTarget(String folder, String base, String extension) implements Serializable {

  /** The folder for what is no result. */
  public static final String OWN_FOLDER = ".mainstem";

  /** The files whose names begin with a path. */
  static FileTarget at(String path, String extension) {
    int slash = path.lastIndexOf('/');
    return new FileTarget(path.substring(0, slash), path.substring(slash + 1), extension);
  }

  /** Whether a file is lines of text, which a person can be shown. */
  public boolean isText() {
    return !extension.equals(WriteToParquet.EXTENSION);
  }

  /** The name of a file, from 0. */
  String name(int number) {
    return "%s-%05d%s".formatted(base, number, extension);
  }

  /** A file, from 0. */
  String file(int number) {
    return folder + "/" + name(number);
  }

  /** The files from one number to before another. */
  List<String> files(int from, int to) {
    return IntStream.range(from, Math.max(from, to)).mapToObj(this::file).toList();
  }

  /** A pattern of all files that a reader would take for results. */
  String glob() {
    return Files.literally(folder + "/" + base) + "-*" + extension;
  }

  /** The file that says how many there are. */
  String manifest() {
    return "%s/%s/%s.manifest".formatted(folder, OWN_FOLDER, ownName());
  }

  /** The folder of the parts of one run. */
  String parts(String run) {
    return "%s/%s/%s.%s".formatted(folder, OWN_FOLDER, ownName(), run);
  }

  /** Two sinks may have one path if their files end differently; most are JSON, which adds none. */
  private String ownName() {
    return extension.equals(WriteToJson.EXTENSION) ? base : base + extension;
  }

  /** The file that says which files a run ends with, among its parts. */
  String ending(String run) {
    return parts(run) + "/ending";
  }

  /** Whether a name is one of theirs, whatever its number. */
  boolean isName(String name) {
    return name.startsWith(base + "-")
        && name.endsWith(extension)
        && name.substring(base.length() + 1, name.length() - extension.length())
            .matches("\\d{5,9}");
  }
}
