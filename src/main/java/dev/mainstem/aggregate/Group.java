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
    this(values, hashOf(values));
  }

  /**
   * @param hash that of the values
   */
  Group(@Nullable Object[] values, int hash) {
    this.values = values;
    this.hash = hash;
  }

  /** The hash code of the group of these values. */
  static int hashOf(@Nullable Object[] values) {
    return Arrays.hashCode(values);
  }

  /**
   * Whether it is the group of these values.
   *
   * @param hashOfOthers theirs
   */
  boolean is(@Nullable Object[] others, int hashOfOthers) {
    return hash == hashOfOthers && Arrays.equals(values, others);
  }

  /** The values themselves. */
  @Nullable Object[] values() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Group group && is(group.values, group.hash);
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
