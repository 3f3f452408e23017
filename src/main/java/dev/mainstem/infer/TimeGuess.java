package dev.mainstem.infer;

import dev.mainstem.spec.TimeFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The formats in which every value of a column so far is a time. Not thread-safe. */
final class TimeGuess {

  /** Which of two that fit comes first is the one that more of the world would mean. */
  private static final List<String> DAYS =
      List.of("M/d/yyyy", "d/M/yyyy", "d.M.yyyy", "yyyy/M/d", "yyyy-M-d", "d-M-yyyy");

  private static final List<String> HOURS = List.of(" H:mm:ss", " H:mm", " h:mm:ss a", " h:mm a");

  private static final List<String> OTHERS =
      List.of(
          "MMM d, yyyy",
          "MMMM d, yyyy",
          "d MMM yyyy",
          "d-MMM-yyyy",
          "MMM d yyyy",
          "EEE, d MMM yyyy HH:mm:ss z",
          "EEE MMM d HH:mm:ss yyyy",
          "dd/MMM/yyyy:HH:mm:ss Z");

  /** Digits alone are a time only where the name says so. */
  private static final List<String> DIGITS = List.of("yyyyMMdd", "yyyyMMddHHmmss");

  private static final Pattern SPEAKS_OF_TIME =
      Pattern.compile(".*(time|date|day|epoch|timestamp|(^|_)(ts|at|when)$).*");

  private final List<TimeCandidate> candidates = new ArrayList<>();

  TimeGuess(String name) {
    candidates.add(TimeCandidate.iso());
    for (String day : DAYS) {
      candidates.add(TimeCandidate.of(day));
      HOURS.forEach(hour -> candidates.add(TimeCandidate.of(day + hour)));
    }
    OTHERS.forEach(pattern -> candidates.add(TimeCandidate.of(pattern)));
    if (speaksOfTime(name)) {
      candidates.add(TimeCandidate.of(TimeFormat.Kind.EPOCH_SECONDS));
      candidates.add(TimeCandidate.of(TimeFormat.Kind.EPOCH_MILLIS));
      DIGITS.forEach(pattern -> candidates.add(TimeCandidate.of(pattern)));
    }
  }

  /** Whether a column is called as times are. */
  static boolean speaksOfTime(String name) {
    String words = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return SPEAKS_OF_TIME.matcher(words.replaceAll("[^a-z0-9]+", "_")).matches();
  }

  /** Sees one more value, which is not null. */
  void add(String value) {
    candidates.forEach(candidate -> candidate.see(value));
    candidates.removeIf(TimeCandidate::isHopeless);
  }

  void beginFile() {
    candidates.forEach(TimeCandidate::beginFile);
  }

  /** The format under which the column is most in order; nothing if none fits. */
  Optional<TimeCandidate> best() {
    return candidates.stream()
        .filter(TimeCandidate::fits)
        .min(Comparator.comparing(TimeCandidate::misses).thenComparing(TimeCandidate::disorder));
  }

  /** What else it could be; of ISO-8601 nobody asks. */
  Stream<TimeCandidate> others() {
    Optional<TimeCandidate> best = best();
    boolean plain = best.isEmpty() || best.get().word().isEmpty();
    return candidates.stream()
        .filter(other -> !plain && other.fits() && !Optional.of(other).equals(best));
  }
}
