package dev.mainstem.avro;

import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedColumn.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What the schema of a record says of its fields. */
final class AvroTypes {

  private AvroTypes() {}

  /** All fields of a record, those of a record in it behind that one. */
  static List<TypedColumn> columns(Schema record) {
    List<TypedColumn> columns = new ArrayList<>();
    add(record, "", List.of(record), columns);
    return columns;
  }

  /**
   * @param within the record and those that it is in, since one that holds itself has no end
   */
  private static void add(
      Schema record, String prefix, List<Schema> within, List<TypedColumn> columns) {
    for (Schema.Field field : record.getFields()) {
      Schema type = withoutNull(field.schema());
      String name = prefix + field.name();
      boolean array = type.getType() == Schema.Type.ARRAY;
      Kind kind = kindOf(array ? withoutNull(type.getElementType()) : type);
      columns.add(new TypedColumn(name, kind, array));
      if (type.getType() == Schema.Type.RECORD && !within.contains(type)) {
        add(type, name + ".", Stream.concat(within.stream(), Stream.of(type)).toList(), columns);
      }
    }
  }

  /** A record with those of its fields that are wanted. */
  static Schema narrowed(Schema record, Collection<String> wanted) {
    List<Schema.Field> fields =
        record.getFields().stream()
            .filter(field -> wanted.contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(
        record.getName(), record.getDoc(), record.getNamespace(), false, fields);
  }

  /** The one type of a union of it and null; any other type is itself. */
  static Schema withoutNull(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    List<Schema> others =
        schema.getTypes().stream().filter(t -> t.getType() != Schema.Type.NULL).toList();
    return others.size() == 1 ? others.get(0) : schema;
  }

  /** What the values of a type are; it is no union with null. */
  static Kind kindOf(Schema type) {
    LogicalType logical = type.getLogicalType();
    return switch (type.getType()) {
      case BOOLEAN -> Kind.BOOLEAN;
      case STRING, ENUM -> Kind.STRING;
      case FLOAT, DOUBLE -> Kind.NUMBER;
      case INT -> ofInt(logical);
      case LONG -> ofLong(logical);
      case BYTES, FIXED -> logical instanceof LogicalTypes.Decimal ? Kind.NUMBER : Kind.OTHER;
      case RECORD, ARRAY, MAP, UNION, NULL -> Kind.OTHER;
    };
  }

  private static Kind ofInt(@Nullable LogicalType logical) {
    if (logical instanceof LogicalTypes.Date) {
      return Kind.DATE;
    }
    return logical instanceof LogicalTypes.TimeMillis ? Kind.OTHER : Kind.NUMBER;
  }

  private static Kind ofLong(@Nullable LogicalType logical) {
    if (logical == null) {
      return Kind.NUMBER;
    }
    return switch (logical.getName()) {
      case "timestamp-millis",
          "timestamp-micros",
          "local-timestamp-millis",
          "local-timestamp-micros" ->
          Kind.TIMESTAMP;
      case "time-micros" -> Kind.OTHER;
      default -> Kind.NUMBER;
    };
  }
}
