package dev.mainstem.record;

import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a field into its value, as its {@link FieldParser} does, but calls the parsers
 * of the types that most fields have by their names: a row has fields of several types, and what
 * the JVM can't foresee costs it as much as to read a number.
 */
final class ValueParser {

  private final FieldParser parser;
  private final @Nullable IsoTimestamp time;
  private final @Nullable FieldType common;

  ValueParser(FieldSpec field) {
    this.parser = FieldParser.of(field);
    this.time = parser instanceof IsoTimestamp iso ? iso : null;
    this.common = field.array() ? null : field.type();
  }

  /**
   * The value of the text from {@code from} to before {@code to}; never null.
   *
   * @throws BadValue if it is none of the field's type
   */
  Object parse(char[] text, int from, int to) throws BadValue {
    if (common == FieldType.DOUBLE) {
      return Numbers.float64(text, from, to);
    }
    if (common == FieldType.STRING) {
      return FieldParser.string(text, from, to);
    }
    if (common == FieldType.INT64) {
      return Numbers.int64(text, from, to);
    }
    return time != null ? time.parse(text, from, to) : parser.parse(text, from, to);
  }
}
