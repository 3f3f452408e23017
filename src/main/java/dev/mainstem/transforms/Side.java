package dev.mainstem.transforms;

import java.util.Locale;

/** Whose rows of the stream a step looks at. */
public enum Side {
  /** Those of history and live, as one. */
  BOTH,
  HISTORY,
  LIVE;

  /** The word for it in the names of steps. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
