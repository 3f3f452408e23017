package dev.mainstem.sinks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shares parts out among files. */
final class FilePacking {

  private FilePacking() {}

  /**
   * The parts of each file: as many files as there are shards, more where one would grow too large,
   * fewer where there are fewer parts. A file takes parts until it is as large as its share.
   */
  static List<List<PartFile>> pack(Iterable<PartFile> parts, int shards, long maxBytes) {
    List<PartFile> all = new ArrayList<>();
    parts.forEach(all::add);
    // the order in which a group comes is the runner's; a repetition must find the same files
    all.sort(Comparator.comparing(PartFile::resource));
    long total = all.stream().mapToLong(PartFile::bytes).sum();
    long share = Math.min(maxBytes, Math.max(1, (total + shards - 1) / shards));
    List<List<PartFile>> files = new ArrayList<>();
    long bytes = share;
    for (PartFile part : all) {
      if (bytes >= share) {
        files.add(new ArrayList<>());
        bytes = 0;
      }
      files.get(files.size() - 1).add(part);
      bytes += part.bytes();
    }
    return files;
  }
}
