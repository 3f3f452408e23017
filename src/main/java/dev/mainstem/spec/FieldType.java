package dev.mainstem.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a field can hold.
 *
 * <p>{@code TIMESTAMP} is an instant in milliseconds since 1970, as everywhere in Beam; {@code
 * DATE} is a calendar day without a zone; {@code DECIMAL} has any number of digits.
 */
public enum FieldType {
  STRING,
  BOOLEAN,
  INT32,
  INT64,
  FLOAT,
  DOUBLE,
  DECIMAL,
  TIMESTAMP,
  DATE;

  /** The word for it in a definition. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word for an array of it. */
  public String arrayWord() {
    return "array<" + word() + ">";
  }

  /** Whether it can be added and compared as a number. */
  public boolean isNumeric() {
    return switch (this) {
      case INT32, INT64, FLOAT, DOUBLE, DECIMAL -> true;
      case STRING, BOOLEAN, TIMESTAMP, DATE -> false;
    };
  }

  /** Whether it holds whole numbers only. */
  public boolean isInteger() {
    return this == INT32 || this == INT64;
  }

  /** The type of a word of a definition. */
  public static Optional<FieldType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  /** All words, for messages. */
  public static List<String> words() {
    return Arrays.stream(values()).map(FieldType::word).toList();
  }
}
