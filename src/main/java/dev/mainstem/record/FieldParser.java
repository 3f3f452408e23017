package dev.mainstem.record;

import dev.mainstem.spec.FieldSpec;
import dev.mainstem.spec.FieldType;

/** Turns the text of a field into its value. Not thread-safe. */
public interface FieldParser {

  /**
   * The value of the text from {@code from} to before {@code to}; never null.
   *
   * @throws BadValue if it is none of the field's type
   */
  Object parse(char[] text, int from, int to) throws BadValue;

  /** The parser of a field. */
  static FieldParser of(FieldSpec field) {
    FieldParser ofValue = ofValue(field);
    return field.array()
        ? new ArrayParser(ofValue, field.type().word(), field.type().arrayWord())
        : ofValue;
  }

  private static FieldParser ofValue(FieldSpec field) {
    return switch (field.type()) {
      case STRING -> FieldParser::string;
      case BOOLEAN -> FieldParser::bool;
      case INT32 -> Numbers::int32;
      case INT64 -> Numbers::int64;
      case FLOAT -> Numbers::float32;
      case DOUBLE -> Numbers::float64;
      case DECIMAL -> Numbers::decimal;
      case TIMESTAMP -> TimestampParser.of(field.format());
      case DATE -> DateParser.of(field.format());
    };
  }

  /** A text; one with half a surrogate pair could not be written down again. */
  static String string(char[] text, int from, int to) throws BadValue {
    for (int i = from; i < to; i++) {
      if (Character.isSurrogate(text[i])) {
        boolean pair = i + 1 < to && Character.isSurrogatePair(text[i], text[i + 1]);
        if (!pair) {
          throw new BadValue("expected Unicode text", "half of a surrogate pair");
        }
        i++;
      }
    }
    return new String(text, from, to - from);
  }

  private static Boolean bool(char[] text, int from, int to) throws BadValue {
    String word = new String(text, from, to - from).strip();
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      return word.equalsIgnoreCase("true");
    }
    throw BadValue.text(FieldType.BOOLEAN.word(), text, from, to);
  }
}
