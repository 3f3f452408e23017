package dev.mainstem.expression;

import java.util.Arrays;
import java.util.Optional;

/**
 * A pattern of {@code like}: {@code %} stands for any characters or none, {@code _} for one
 * character (a code point), anything else for itself.
 *
 * <p>Matching allocates nothing, and takes at most the product of both lengths.
 */
final class LikePattern {

  private static final int ONE = -1;
  private static final int MANY = -2;

  /** Code points, {@link #ONE} and {@link #MANY}. */
  private final int[] parts;

  private LikePattern(int[] parts) {
    this.parts = parts;
  }

  /**
   * Nothing, if the escape stands before something that needs none.
   *
   * @param escape the code point that takes the meaning from the next character, or -1 for none
   */
  static Optional<LikePattern> of(String pattern, int escape) {
    int[] characters = pattern.codePoints().toArray();
    int[] parts = new int[characters.length];
    int count = 0;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c != escape) {
        parts[count++] = c == '%' ? MANY : c == '_' ? ONE : c;
      } else {
        i++;
        if (i == characters.length || !isSpecial(characters[i], escape)) {
          return Optional.empty();
        }
        parts[count++] = characters[i];
      }
    }
    return Optional.of(new LikePattern(Arrays.copyOf(parts, count)));
  }

  private static boolean isSpecial(int c, int escape) {
    return c == '%' || c == '_' || c == escape;
  }

  /** Whether all of the text looks like this. */
  boolean matches(String text) {
    int part = 0;
    int at = 0;
    int retryPart = -1;
    int retryAt = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (part < parts.length && parts[part] == MANY) {
        retryPart = ++part;
        retryAt = at;
      } else if (part < parts.length && (parts[part] == ONE || parts[part] == c)) {
        part++;
        at += Character.charCount(c);
      } else if (retryPart >= 0) {
        // the last % takes one character more; the ones before it have what they need
        retryAt += Character.charCount(text.codePointAt(retryAt));
        part = retryPart;
        at = retryAt;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == MANY) {
      part++;
    }
    return part == parts.length;
  }
}
