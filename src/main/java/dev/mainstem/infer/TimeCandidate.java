package dev.mainstem.infer;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.FieldParser;
import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** One way to read the values of a column as times, and what these are then. Not thread-safe. */
final class TimeCandidate {

  private static final int MISSES_AT_FIRST = 20;
  private static final long YEAR_2000 = 946_684_800L;
  private static final long YEAR_2100 = 4_102_444_800L;

  private final TimeFormat format;
  private final FieldParser parser;
  private boolean midnights = true;
  private long seen;
  private long misses;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;
  private long newestOfFile = Long.MIN_VALUE;
  private long disorder;

  private TimeCandidate(TimeFormat format) {
    this.format = format;
    this.parser =
        FieldParser.of(new FieldSpec("", FieldType.TIMESTAMP, false, List.of(), null, format));
  }

  /** ISO-8601, in which a time without a zone is in UTC. */
  static TimeCandidate iso() {
    return new TimeCandidate(TimeFormat.ISO_UTC);
  }

  /** A java.time pattern. */
  static TimeCandidate of(String pattern) {
    return new TimeCandidate(new TimeFormat(TimeFormat.Kind.PATTERN, pattern, ZoneOffset.UTC));
  }

  /** Seconds or milliseconds since 1970. */
  static TimeCandidate of(TimeFormat.Kind epoch) {
    return new TimeCandidate(new TimeFormat(epoch, "", ZoneOffset.UTC));
  }

  /** Sees one more value; a number must be a time of this century to be one. */
  void see(String value) {
    seen++;
    try {
      char[] text = value.toCharArray();
      long time = ((org.joda.time.Instant) parser.parse(text, 0, text.length)).getMillis();
      if (isEpoch() && (time < YEAR_2000 * 1000 || time >= YEAR_2100 * 1000)) {
        misses++;
      } else {
        add(time);
      }
    } catch (BadValue e) {
      misses++; // it is no time of this format
    }
  }

  /** Whether so many values are no times of this format that no further ones make up for it. */
  boolean isHopeless() {
    return misses > MISSES_AT_FIRST && !fits();
  }

  /** Whether the values are times of this format, but for stray ones. */
  boolean fits() {
    return seen > misses && Outliers.areFew(misses, seen);
  }

  /** How many values are no times of this format. */
  long misses() {
    return misses;
  }

  private void add(long time) {
    midnights &= time % 86_400_000 == 0;
    oldest = Math.min(oldest, time);
    newest = Math.max(newest, time);
    newestOfFile = Math.max(newestOfFile, time);
    disorder = Math.max(disorder, newestOfFile - time);
  }

  /** Another file begins, with an order of its own. */
  void beginFile() {
    newestOfFile = Long.MIN_VALUE;
  }

  private boolean isEpoch() {
    return format.kind() == TimeFormat.Kind.EPOCH_MILLIS
        || format.kind() == TimeFormat.Kind.EPOCH_SECONDS;
  }

  /** What a definition calls the format; empty for ISO-8601. */
  String word() {
    return switch (format.kind()) {
      case ISO -> "";
      case EPOCH_MILLIS -> "epoch_millis";
      case EPOCH_SECONDS -> "epoch_seconds";
      case PATTERN -> format.pattern();
    };
  }

  /** Whether all values are days. */
  boolean isDays() {
    return midnights && !isEpoch();
  }

  /** How far a value lay at most behind a newer one before it in the same file. */
  Duration disorder() {
    return Duration.ofMillis(disorder);
  }

  Instant oldest() {
    return Instant.ofEpochMilli(oldest);
  }

  Instant newest() {
    return Instant.ofEpochMilli(newest);
  }
}
