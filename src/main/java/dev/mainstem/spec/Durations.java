package dev.mainstem.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a definition writes them: {@code 250ms}, {@code 10s}, {@code 1h30m}, {@code 7d}. */
public final class Durations {

  private static final Pattern WHOLE = Pattern.compile("(\\d{1,15}(ms|s|m|h|d))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

  private Durations() {}

  /** The duration, in whole milliseconds; nothing where the text is none or too long to count. */
  public static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      long millis = 0;
      Matcher part = PART.matcher(text);
      while (part.find()) {
        long unit = millisOf(part.group(2));
        millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(part.group(1)), unit));
      }
      return Optional.of(Duration.ofMillis(millis));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The shortest way to write it, such as {@code 1h30m}; {@code 0s} for none. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
      long count = millis / millisOf(unit);
      if (count > 0) {
        text.append(count).append(unit);
        millis -= count * millisOf(unit);
      }
    }
    return text.toString();
  }

  private static long millisOf(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> throw new IllegalArgumentException(unit);
    };
  }
}
