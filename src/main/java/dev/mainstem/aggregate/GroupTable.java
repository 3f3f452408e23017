package dev.mainstem.aggregate;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Accumulators by their groups, which are found by the values of their keys: a row whose group is
 * there already needs no object for it. Not thread-safe.
 */
final class GroupTable {

  private static final int LEAST_SLOTS = 4;

  /** By linear probing; at least half of it is free. */
  private @Nullable Group[] groups = new @Nullable Group[LEAST_SLOTS];

  private Accumulator[][] accumulators = new Accumulator[LEAST_SLOTS][];
  private int size;

  /** How many groups there are. */
  int size() {
    return size;
  }

  /**
   * What there is of the group of these values, or null.
   *
   * @param hash that of the values
   */
  Accumulator @Nullable [] find(@Nullable Object[] values, int hash) {
    for (int slot = home(hash); ; slot = next(slot)) {
      Group group = groups[slot];
      if (group == null) {
        return null;
      }
      if (group.is(values, hash)) {
        return accumulators[slot];
      }
    }
  }

  /** Adds a group that is not there yet. */
  void put(Group group, Accumulator[] known) {
    if (2 * ++size > groups.length) {
      grow();
    }
    insert(group, known);
  }

  private void insert(Group group, Accumulator[] known) {
    int slot = home(group.hashCode());
    while (groups[slot] != null) {
      slot = next(slot);
    }
    groups[slot] = group;
    accumulators[slot] = known;
  }

  private void grow() {
    @Nullable Group[] before = groups;
    Accumulator[][] known = accumulators;
    groups = new @Nullable Group[2 * before.length];
    accumulators = new Accumulator[2 * before.length][];
    for (int i = 0; i < before.length; i++) {
      Group group = before[i];
      if (group != null) {
        insert(group, known[i]);
      }
    }
  }

  /** Each group and what there is of it, in no order. */
  void forEach(BiConsumer<Group, Accumulator[]> action) {
    for (int i = 0; i < groups.length; i++) {
      Group group = groups[i];
      if (group != null) {
        action.accept(group, accumulators[i]);
      }
    }
  }

  /** Forgets all groups, and gives back the room that they took. */
  void clear() {
    groups = new @Nullable Group[LEAST_SLOTS];
    accumulators = new Accumulator[LEAST_SLOTS][];
    size = 0;
  }

  /** Fibonacci hashing: of neighbours, such as the hashes of numbers and short texts, few meet. */
  private int home(int hash) {
    return (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(groups.length - 1);
  }

  private int next(int slot) {
    return slot + 1 & groups.length - 1;
  }
}
