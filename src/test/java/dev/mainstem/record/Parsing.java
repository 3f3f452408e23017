package dev.mainstem.record;

import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.TimeFormat;
import java.time.ZoneId;
import java.util.List;

/** Parses single texts, in the middle of a longer buffer as in a record. */
final class Parsing {

  private Parsing() {}

  /** What the parser of a type makes of a text, or the reason why it makes nothing of it. */
  static Object of(FieldType type, String text) {
    return of(FieldSpec.named("x", type, false), text);
  }

  /** The same with a pattern or another format, and a zone. */
  static Object of(FieldType type, TimeFormat.Kind kind, String pattern, String zone, String text) {
    TimeFormat format = new TimeFormat(kind, pattern, ZoneId.of(zone));
    return of(new FieldSpec("x", type, false, List.of("x"), null, format), text);
  }

  private static Object of(FieldSpec field, String text) {
    char[] buffer = ("12" + text + "34").toCharArray();
    try {
      return FieldParser.of(field).parse(buffer, 2, 2 + text.length());
    } catch (BadValue e) {
      return String.valueOf(e.getMessage());
    }
  }
}
