package dev.mainstem.parquet;

import dev.mainstem.record.JsonBuffer;
import dev.mainstem.record.TimeText;
import dev.mainstem.record.TypedColumn.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Records of Parquet as JSON objects. Not thread-safe: one buffer serves record after record. */
final class ParquetJson {

  /** The day 1970-01-01 in the days that the times of old files count. */
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

  private static final long SECONDS_OF_DAY = 86_400;

  private final JsonBuffer json = new JsonBuffer(256);

  /** The object of a record, in UTF-8. */
  byte[] toBytes(Group record) {
    json.clear();
    object(record);
    return json.toBytes();
  }

  private void object(Group group) {
    boolean first = true;
    json.raw('{');
    for (int i = 0; i < group.getType().getFieldCount(); i++) {
      Type type = group.getType().getType(i);
      if (isTaken(type)) {
        json.raw(first ? "" : ",");
        first = false;
        json.text(type.getName());
        json.raw(':');
        field(group, i, type);
      }
    }
    json.raw('}');
  }

  /** Whether a field has a place in the object. */
  static boolean isTaken(Type type) {
    Type element = ParquetTypes.elementOf(type);
    return ParquetTypes.isStructure(type)
        || ParquetTypes.kindOf(element == null ? type : element) != Kind.OTHER;
  }

  private void field(Group group, int field, Type type) {
    Type element = ParquetTypes.elementOf(type);
    if (group.getFieldRepetitionCount(field) == 0) {
      json.raw("null");
    } else if (element != null) {
      array(group.getGroup(field, 0), element.asPrimitiveType());
    } else if (type.isPrimitive()) {
      single(group, field, type.asPrimitiveType());
    } else {
      object(group.getGroup(field, 0));
    }
  }

  private void array(Group list, PrimitiveType element) {
    json.raw('[');
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      json.raw(i == 0 ? "" : ",");
      Group value = list.getGroup(0, i);
      if (value.getFieldRepetitionCount(0) == 0) {
        json.raw("null");
      } else {
        single(value, 0, element);
      }
    }
    json.raw(']');
  }

  private void single(Group group, int field, PrimitiveType type) {
    switch (ParquetTypes.kindOf(type)) {
      case BOOLEAN -> json.raw(group.getValueToString(field, 0));
      case STRING -> json.text(group.getString(field, 0));
      case DATE -> json.text(LocalDate.ofEpochDay(group.getInteger(field, 0)).toString());
      case TIMESTAMP -> time(group, field, type);
      default -> number(group, field, type);
    }
  }

  private void time(Group group, int field, PrimitiveType type) {
    if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT96) {
      ByteBuffer bytes =
          ByteBuffer.wrap(group.getInt96(field, 0).getBytes()).order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong();
      long days = (long) bytes.getInt() - JULIAN_DAY_OF_EPOCH;
      json.text(Instant.ofEpochSecond(days * SECONDS_OF_DAY, nanos).toString());
      return;
    }
    TimestampLogicalTypeAnnotation timestamp =
        (TimestampLogicalTypeAnnotation)
            Objects.requireNonNull(type.getLogicalTypeAnnotation(), type.getName());
    ChronoUnit unit =
        switch (timestamp.getUnit()) {
          case MILLIS -> ChronoUnit.MILLIS;
          case MICROS -> ChronoUnit.MICROS;
          case NANOS -> ChronoUnit.NANOS;
        };
    TimeText.time(group.getLong(field, 0), unit, timestamp.isAdjustedToUTC(), json);
  }

  private void number(Group group, int field, PrimitiveType type) {
    if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
      json.number(new BigDecimal(unscaled(group, field, type), decimal.getScale()));
      return;
    }
    switch (type.getPrimitiveTypeName()) {
      case DOUBLE -> json.number(group.getDouble(field, 0));
      case FLOAT -> json.number(group.getFloat(field, 0));
      case INT64 -> json.number(group.getLong(field, 0));
      default -> json.number((long) group.getInteger(field, 0));
    }
  }

  private static BigInteger unscaled(Group group, int field, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> BigInteger.valueOf(group.getInteger(field, 0));
      case INT64 -> BigInteger.valueOf(group.getLong(field, 0));
      default -> new BigInteger(group.getBinary(field, 0).getBytes());
    };
  }
}
