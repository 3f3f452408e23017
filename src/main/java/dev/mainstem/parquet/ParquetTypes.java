package dev.mainstem.parquet;

import dev.mainstem.record.TypedColumn;
import dev.mainstem.record.TypedColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** What the schema of a file says of its columns. */
final class ParquetTypes {

  private ParquetTypes() {}

  /** All columns of a group, those of a structure in it behind that one. */
  static List<TypedColumn> columns(GroupType group) {
    List<TypedColumn> columns = new ArrayList<>();
    add(group, "", columns);
    return columns;
  }

  private static void add(GroupType group, String prefix, List<TypedColumn> columns) {
    for (Type field : group.getFields()) {
      String name = prefix + field.getName();
      Type element = elementOf(field);
      columns.add(
          new TypedColumn(name, kindOf(element == null ? field : element), element != null));
      if (isStructure(field)) {
        add(field.asGroupType(), name + ".", columns);
      }
    }
  }

  /** The type of the values of a list; null of what is none. */
  static @Nullable Type elementOf(Type field) {
    boolean list =
        field.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
            && field.asGroupType().getFieldCount() == 1;
    if (!list || field.asGroupType().getType(0).isPrimitive()) {
      return null;
    }
    GroupType repeated = field.asGroupType().getType(0).asGroupType();
    return repeated.getFieldCount() == 1 ? repeated.getType(0) : null;
  }

  /** Whether a field is a group of fields, and there is one of it at most. */
  static boolean isStructure(Type field) {
    return !field.isPrimitive()
        && field.getLogicalTypeAnnotation() == null
        && !field.isRepetition(Type.Repetition.REPEATED);
  }

  /** What the values of a type are. */
  static Kind kindOf(Type type) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return Kind.OTHER;
    }
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> Kind.BOOLEAN;
      case FLOAT, DOUBLE -> Kind.NUMBER;
      case INT96 -> Kind.TIMESTAMP;
      case INT32, INT64 -> ofInteger(logical);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(logical);
    };
  }

  private static Kind ofInteger(@Nullable LogicalTypeAnnotation logical) {
    if (logical instanceof DateLogicalTypeAnnotation) {
      return Kind.DATE;
    }
    if (logical instanceof TimestampLogicalTypeAnnotation) {
      return Kind.TIMESTAMP;
    }
    boolean signed = logical instanceof IntLogicalTypeAnnotation number && number.isSigned();
    return logical == null || signed || logical instanceof DecimalLogicalTypeAnnotation
        ? Kind.NUMBER
        : Kind.OTHER;
  }

  private static Kind ofBytes(@Nullable LogicalTypeAnnotation logical) {
    if (logical instanceof DecimalLogicalTypeAnnotation) {
      return Kind.NUMBER;
    }
    return logical instanceof StringLogicalTypeAnnotation
            || logical instanceof EnumLogicalTypeAnnotation
            || logical instanceof JsonLogicalTypeAnnotation
        ? Kind.STRING
        : Kind.OTHER;
  }
}
