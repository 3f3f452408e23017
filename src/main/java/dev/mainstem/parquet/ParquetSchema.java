package dev.mainstem.parquet;

import dev.mainstem.record.Rows;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The schema of a file of rows. */
final class ParquetSchema {

  /** What Parquet's specification calls the repeated group of a list, and a value in it. */
  static final String LIST = "list";

  static final String ELEMENT = "element";

  private ParquetSchema() {}

  /** The schema of rows, whose fields are of the types that rows have. */
  static MessageType of(Schema schema) {
    List<Type> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      fields.add(typeOf(Rows.fieldOf(field).orElseThrow()));
    }
    return new MessageType("row", fields);
  }

  private static Type typeOf(RowType.Field field) {
    Type.Repetition repetition =
        field.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    if (!field.array()) {
      return typeOf(field.type(), repetition).named(field.name());
    }
    Type element = typeOf(field.type(), Type.Repetition.REQUIRED).named(ELEMENT);
    return Types.buildGroup(repetition)
        .as(LogicalTypeAnnotation.listType())
        .addField(Types.repeatedGroup().addField(element).named(LIST))
        .named(field.name());
  }

  private static Types.PrimitiveBuilder<PrimitiveType> typeOf(
      FieldType type, Type.Repetition repetition) {
    return switch (type) {
      // a decimal has any number of digits, and Parquet's own a fixed one behind the point
      case STRING, DECIMAL ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType());
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition);
      case INT32 -> Types.primitive(PrimitiveTypeName.INT32, repetition);
      case INT64 -> Types.primitive(PrimitiveTypeName.INT64, repetition);
      case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition);
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS));
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition).as(LogicalTypeAnnotation.dateType());
    };
  }
}
