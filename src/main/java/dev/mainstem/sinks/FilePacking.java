package dev.mainstem.sinks;

import dev.mainstem.spec.Section;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shares parts out among files. A part that is alone in its file only gets another name; those that
 * share one are copied. Thread-safe.
 *
 * @param shards how many files there are, unless they would grow too large or parts are too few
 * @param largeBytes the size from which on a part is a file by itself
 * @param fullBytes the size at which a file takes no further part
 */
record FilePacking(int shards, long largeBytes, long fullBytes) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Beside reading that much, it costs a reader nothing to open one more file; and where bundles
   * last a second, a busy task writes more in each, so that of a large result little is copied.
   */
  private static final long LARGE_BYTES = 16L << 20;

  private static final long FULL_BYTES = 128L << 20;
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** As many files as it takes: one of a small result. */
  static final FilePacking BY_SIZE = new FilePacking(1, LARGE_BYTES, FULL_BYTES);

  /** So many files, if there are as many parts. */
  static FilePacking into(int shards) {
    return new FilePacking(shards, NO_LIMIT, NO_LIMIT);
  }

  /** As many files as the {@code shards} of a sink say, or as it takes. */
  static FilePacking read(Section config) {
    return config.get("shards").flatMap(v -> v.integer(1)).map(FilePacking::into).orElse(BY_SIZE);
  }

  /** The same where files are finished while the run goes on: none grows without end. */
  FilePacking rolling() {
    return new FilePacking(shards, largeBytes, Math.min(fullBytes, FULL_BYTES));
  }

  /**
   * The parts of each file. They go by their names, and so by the times at which they were begun,
   * from file to file too: what a task wrote later for a group stays behind what it wrote before.
   * The order in which they come here is the runner's; a repetition must find the same files.
   */
  List<List<PartFile>> pack(Iterable<PartFile> parts) {
    List<PartFile> all = new ArrayList<>();
    parts.forEach(all::add);
    all.sort(Comparator.comparing(PartFile::resource));
    long total = all.stream().mapToLong(PartFile::bytes).sum();
    long share = Math.min(fullBytes, Math.max(1, (total + shards - 1) / shards));
    List<List<PartFile>> files = new ArrayList<>();
    long bytes = share;
    for (PartFile part : all) {
      boolean large = part.bytes() >= largeBytes;
      if (large || bytes >= share) {
        files.add(new ArrayList<>());
        bytes = 0;
      }
      files.get(files.size() - 1).add(part);
      bytes = large ? share : bytes + part.bytes();
    }
    return files;
  }
}
