package dev.mainstem.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Deals the nemeses of a place in random order, all of them before any comes again. */
final class Deck {

  private final List<Nemesis> all;
  private final Random random;
  private final Deque<Nemesis> left = new ArrayDeque<>();

  Deck(Place place, Random random) {
    this.all = Nemesis.at(place);
    this.random = random;
  }

  /** The next one. */
  Nemesis deal() {
    if (left.isEmpty()) {
      List<Nemesis> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      left.addAll(shuffled);
    }
    return left.removeFirst();
  }
}
