package dev.mainstem.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values that the rows of a group have in common, as a key of maps: it knows its hash code, and
 * is compared value by value. Whoever gives the values does not change them any more.
 */
final class Group {

  private final @Nullable Object[] values;
  private final int hash;

  /**
   * @param values in the order of the key's fields, canonical: equal ones are equal to Java
   */
  Group(@Nullable Object[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  /** The values themselves. */
  @Nullable Object[] values() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Group group
        && group.hash == hash
        && Arrays.equals(group.values, values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
