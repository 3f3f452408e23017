package dev.mainstem.spec;

import java.util.Comparator;

/**
 * One thing that is wrong with a definition.
 *
 * @param at where it is
 * @param key the key's path, such as {@code windowing.size} or {@code transforms[1].config.x}
 * @param rule what was expected, what was found and, where there is one, the way out
 */
public record Problem(Position at, String key, String rule) {

  /** The order in which a reader of the file meets them. */
  static final Comparator<Problem> IN_FILE_ORDER =
      Comparator.comparing((Problem p) -> p.at().line())
          .thenComparing(p -> p.at().column())
          .thenComparing(Problem::key);

  @Override
  public String toString() {
    return key.isEmpty() ? at + " " + rule : at + " " + key + ": " + rule;
  }
}
