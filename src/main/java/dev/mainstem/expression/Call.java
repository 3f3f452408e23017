package dev.mainstem.expression;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.NearestWord;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A function's name and arguments, which it takes as the types it needs: the word null is of any
 * type, everything else is a problem of the definition.
 *
 * @param name in lower case
 */
record Call(int offset, String name, List<Typed> arguments) {

  private static final long MILLIS_PER_DAY = TimeUnit.DAY.millis();

  Typed argument(int index) {
    return arguments.get(index);
  }

  boolean has(int index) {
    return index < arguments.size();
  }

  Code.OfObject<String> text(int index) throws ExpressionException {
    return as(FieldType.STRING, argument(index)).objects();
  }

  /** Milliseconds since 1970. */
  Code.OfLong time(int index) throws ExpressionException {
    return as(FieldType.TIMESTAMP, argument(index)).longs();
  }

  Code.OfLong integer(int index) throws ExpressionException {
    Typed argument = argument(index);
    if (argument.known() == FieldType.INT32) {
      return argument.longs();
    }
    return as(FieldType.INT64, argument).longs();
  }

  private Typed as(FieldType type, Typed argument) throws ExpressionException {
    if (argument.known() != null && argument.known() != type) {
      throw expected(type.word(), argument);
    }
    return Conversion.to(argument, type);
  }

  /** Any number, as a double. */
  Code.OfDouble real(int index) throws ExpressionException {
    Typed argument = argument(index);
    Typed number = argument.known() == null ? argument : number(index);
    return Conversion.to(number, FieldType.DOUBLE).doubles();
  }

  /** A number in the type that arithmetic is done in: int64, double or decimal. */
  Typed number(int index) throws ExpressionException {
    Typed argument = argument(index);
    if (!argument.type().isNumeric()) {
      throw expected("a number", argument);
    }
    return Conversion.to(argument, Conversion.widened(argument.type()));
  }

  /** The day of a timestamp (in UTC) or of a date, counted from 1970-01-01. */
  Code.OfLong day(int index) throws ExpressionException {
    Typed argument = argument(index);
    if (argument.known() == FieldType.DATE) {
      return Strict.longOf(argument.<LocalDate>objects(), LocalDate::toEpochDay);
    }
    if (argument.known() != null && argument.known() != FieldType.TIMESTAMP) {
      throw expected("timestamp or date", argument);
    }
    return Strict.longs(time(index), millis -> Math.floorDiv(millis, MILLIS_PER_DAY));
  }

  /** One of these units, which must stand there as a literal. */
  TimeUnit unit(int index, List<TimeUnit> allowed) throws ExpressionException {
    Typed argument = argument(index);
    List<String> words = TimeUnit.words(allowed);
    String what = "one of '" + String.join("', '", words) + "'";
    if (!(argument.constant() instanceof String word)) {
      throw expected(what, argument);
    }
    Optional<TimeUnit> unit = TimeUnit.of(word).filter(allowed::contains);
    if (unit.isEmpty()) {
      throw new ExpressionException(
          argument.offset(),
          "%s: expected %s, found %s%s"
              .formatted(
                  name, what, EvaluationException.quoted(word), NearestWord.hint(word, words)));
    }
    return unit.get();
  }

  private ExpressionException expected(String what, Typed found) {
    return new ExpressionException(
        found.offset(), "%s: expected %s, found %s".formatted(name, what, found.typeWord()));
  }

  /** A result that is null only if an argument is. */
  Typed result(FieldType type, Code code) {
    return Typed.of(offset, type, Typed.anyNullable(arguments), code);
  }

  /** A result that may be null although no argument is. */
  Typed nullable(FieldType type, Code code) {
    return Typed.of(offset, type, true, code);
  }
}
