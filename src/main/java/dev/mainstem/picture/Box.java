package dev.mainstem.picture;

import java.util.List;

/**
 * A box of a picture.
 *
 * @param name by which others take from it, unique in its graph
 * @param lines below the title
 * @param from the names of the boxes that it takes from
 */
public record Box(String name, Kind kind, String title, List<String> lines, List<String> from) {

  /** What a box stands for. */
  public enum Kind {
    SOURCE,
    STREAM,
    STEP,
    SINK,
    REJECTED
  }

  public Box {
    lines = List.copyOf(lines);
    from = List.copyOf(from);
  }
}
