package dev.mainstem.picture;

import dev.mainstem.picture.Box.Kind;
import java.util.List;

/**
 * Sources, the stream that they are one in, and the tree of what takes from it.
 *
 * @param boxes each behind those that it takes from
 */
public record Graph(List<Box> boxes) {

  /**
   * @throws IllegalArgumentException if there is not one stream, or a box behind it that does not
   *     take from one other
   */
  public Graph {
    boxes = List.copyOf(boxes);
    if (boxes.stream().filter(box -> box.kind() == Kind.STREAM).count() != 1) {
      throw new IllegalArgumentException("expected one stream");
    }
    for (Box box : boxes) {
      boolean behind = box.kind() != Kind.SOURCE && box.kind() != Kind.STREAM;
      if (behind && box.from().size() != 1) {
        throw new IllegalArgumentException("expected one input of " + box.name());
      }
    }
  }

  /** The stream. */
  Box stream() {
    return boxes.stream().filter(box -> box.kind() == Kind.STREAM).findFirst().orElseThrow();
  }

  /** What the stream is made of. */
  List<Box> sources() {
    return boxes.stream().filter(box -> box.kind() == Kind.SOURCE).toList();
  }

  /** The boxes that take from another, in their order. */
  List<Box> behind(Box other) {
    return boxes.stream()
        .filter(box -> box.kind() != Kind.STREAM && box.from().contains(other.name()))
        .toList();
  }
}
