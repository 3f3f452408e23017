package dev.mainstem.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody who misspelt one most likely meant. */
public final class NearestWord {

  private NearestWord() {}

  /**
   * The valid word nearest to {@code typed}: fewest insertions, deletions, replacements and swaps
   * of neighbours (the optimal string alignment distance), if they are few for its length.
   */
  public static Optional<String> to(String typed, Collection<String> valid) {
    String lower = typed.toLowerCase(Locale.ROOT);
    int most = Math.max(1, typed.length() / 3);
    return valid.stream()
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= most)
        .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))));
  }

  /** {@code (did you mean X?)} with a blank before it, or nothing. */
  public static String hint(String typed, Collection<String> valid) {
    return to(typed, valid).map(word -> " (did you mean " + word + "?)").orElse("");
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
