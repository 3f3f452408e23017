package dev.mainstem.transforms;

import dev.mainstem.spec.Section;
import dev.mainstem.spec.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Makes the configuration row of a Beam transform out of the words of a definition. */
final class SchemaConfig {

  private SchemaConfig() {}

  /** The row, unless there are problems; these are noted. A key that is absent is null. */
  static Optional<Row> read(Section section, Schema schema) {
    List<@Nullable Object> values = new ArrayList<>();
    boolean sound = true;
    for (Schema.Field field : schema.getFields()) {
      String what = word(field.getType()) + ", which the transform needs";
      Optional<Value> value =
          field.getType().getNullable()
              ? section.get(field.getName())
              : section.require(field.getName(), what);
      Optional<Object> read = value.flatMap(v -> read(v, field.getType()));
      sound &= read.isPresent() || (value.isEmpty() && field.getType().getNullable());
      values.add(read.orElse(null));
    }
    section.done();
    return sound ? Optional.of(Row.withSchema(schema).addValues(values).build()) : Optional.empty();
  }

  private static Optional<Object> read(Value value, Schema.FieldType type) {
    return switch (type.getTypeName()) {
      case STRING -> value.text("a text").map(Function.identity());
      case BOOLEAN -> value.flag().map(Function.identity());
      case BYTE -> number(value, type, Byte::valueOf);
      case INT16 -> number(value, type, Short::valueOf);
      case INT32 -> number(value, type, Integer::valueOf);
      case INT64 -> number(value, type, Long::valueOf);
      case FLOAT -> number(value, type, Float::valueOf);
      case DOUBLE -> number(value, type, Double::valueOf);
      case DECIMAL -> number(value, type, BigDecimal::new);
      case ARRAY, ITERABLE -> array(value, elementOf(type));
      case MAP -> map(value, type);
      case ROW ->
          value
              .section("a mapping")
              .flatMap(s -> read(s, Objects.requireNonNull(type.getRowSchema())))
              .map(Function.identity());
      default -> {
        value.problem("%s can't be given in a definition".formatted(word(type)));
        yield Optional.empty();
      }
    };
  }

  private static Optional<Object> number(
      Value value, Schema.FieldType type, Function<String, Object> parser) {
    Optional<String> text = value.text(word(type));
    try {
      return text.map(parser);
    } catch (NumberFormatException e) {
      value.expected(word(type));
      return Optional.empty();
    }
  }

  private static Optional<Object> array(Value value, Schema.FieldType element) {
    List<Object> values = new ArrayList<>();
    for (Value item : value.items()) {
      read(item, element).ifPresent(values::add);
    }
    return values.size() == value.items().size() ? Optional.of(values) : Optional.empty();
  }

  private static Optional<Object> map(Value value, Schema.FieldType type) {
    Schema.FieldType values = Objects.requireNonNull(type.getMapValueType());
    Map<String, Value> given = value.section("a mapping").map(Section::all).orElse(Map.of());
    Map<String, Object> read = new LinkedHashMap<>();
    given.forEach((key, item) -> read(item, values).ifPresent(v -> read.put(key, v)));
    return value.isMapping() && read.size() == given.size() ? Optional.of(read) : Optional.empty();
  }

  private static Schema.FieldType elementOf(Schema.FieldType array) {
    return Objects.requireNonNull(array.getCollectionElementType());
  }

  private static String word(Schema.FieldType type) {
    return type.getTypeName().name().toLowerCase(Locale.ROOT);
  }
}
