package dev.mainstem.sinks;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** How several parts become one file. */
@FunctionalInterface
interface PartJoin extends Serializable {

  /**
   * Writes the file; the parts stay.
   *
   * @param parts in order, at least one
   * @param whole the file, which is replaced if it is there from an earlier attempt
   */
  void join(List<PartFile> parts, String whole) throws IOException;

  /**
   * The bytes of the parts, one part behind the other.
   *
   * @param headerBytes how many bytes each part begins with that are wanted once
   */
  static PartJoin ofBytes(int headerBytes) {
    return (parts, whole) ->
        Files.join(parts.stream().map(PartFile::resource).toList(), headerBytes, whole);
  }
}
