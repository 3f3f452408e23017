package dev.mainstem.spec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with a definition, so that all of it can be told at once.
 *
 * <p>Not thread-safe: one reading, one collector.
 */
public final class Problems {

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Variables variables;

  /**
   * @param variables of the definition, whose secrets no problem shows
   */
  Problems(Variables variables) {
    this.variables = variables;
  }

  /** Notes one more; the same problem at the same place is kept once. */
  public void add(Position at, String key, String rule) {
    found.add(new Problem(at, key, rule));
  }

  /** Whether nothing was found so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /** All of them, in the order of the file. */
  public List<Problem> all() {
    List<String> secrets = variables.secrets();
    return found.stream()
        .map(p -> new Problem(p.at(), p.key(), Variables.redact(p.rule(), secrets)))
        .sorted(Problem.IN_FILE_ORDER)
        .toList();
  }

  /**
   * Ends the reading if it found anything.
   *
   * @throws DefinitionException with every problem
   */
  public void throwIfAny() {
    if (!none()) {
      throw new DefinitionException(all());
    }
  }
}
