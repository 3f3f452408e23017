package dev.mainstem.avro;

import dev.mainstem.record.JsonBuffer;
import dev.mainstem.record.TimeText;
import dev.mainstem.record.TypedColumn.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Records of Avro as JSON objects. Not thread-safe: one buffer serves record after record. */
final class AvroJson {

  private final JsonBuffer json = new JsonBuffer(256);

  /** The object of a record, in UTF-8. */
  byte[] toBytes(IndexedRecord record) {
    json.clear();
    object(record);
    return json.toBytes();
  }

  /** The object of a record. */
  String toText(IndexedRecord record) {
    json.clear();
    object(record);
    return json.toString();
  }

  private void object(IndexedRecord record) {
    boolean first = true;
    json.raw('{');
    for (Schema.Field field : record.getSchema().getFields()) {
      Schema type = AvroTypes.withoutNull(field.schema());
      if (isTaken(type)) {
        json.raw(first ? "" : ",");
        first = false;
        json.text(field.name());
        json.raw(':');
        value(record.get(field.pos()), type);
      }
    }
    json.raw('}');
  }

  private static boolean isTaken(Schema type) {
    return switch (type.getType()) {
      case RECORD -> true;
      case ARRAY -> AvroTypes.kindOf(AvroTypes.withoutNull(type.getElementType())) != Kind.OTHER;
      default -> AvroTypes.kindOf(type) != Kind.OTHER;
    };
  }

  private void value(@Nullable Object value, Schema type) {
    if (value == null) {
      json.raw("null");
    } else if (value instanceof IndexedRecord record) {
      object(record);
    } else if (value instanceof Collection<?> array) {
      array(array, AvroTypes.withoutNull(type.getElementType()));
    } else {
      single(value, type);
    }
  }

  private void array(Collection<?> array, Schema type) {
    boolean first = true;
    json.raw('[');
    for (Object value : array) {
      json.raw(first ? "" : ",");
      first = false;
      value(value, type);
    }
    json.raw(']');
  }

  private void single(Object value, Schema type) {
    switch (AvroTypes.kindOf(type)) {
      case BOOLEAN -> json.raw(value.toString());
      case STRING -> json.text(value.toString());
      case DATE -> json.text(LocalDate.ofEpochDay((Integer) value).toString());
      case TIMESTAMP -> time((Long) value, Objects.requireNonNull(type.getLogicalType()).getName());
      default -> number(value, type.getLogicalType());
    }
  }

  private void time(long since, String name) {
    ChronoUnit unit = name.endsWith("-micros") ? ChronoUnit.MICROS : ChronoUnit.MILLIS;
    TimeText.time(since, unit, !name.startsWith("local-"), json);
  }

  private void number(Object value, @Nullable LogicalType logical) {
    if (value instanceof Double number) {
      json.number(number.doubleValue());
    } else if (value instanceof Float number) {
      json.number(number.floatValue());
    } else if (value instanceof Number number) {
      json.number(number.longValue());
    } else if (logical instanceof LogicalTypes.Decimal decimal) {
      json.number(new BigDecimal(unscaled(bytes(value)), decimal.getScale()));
    } else {
      throw new IllegalArgumentException("no number: " + value.getClass().getName());
    }
  }

  private static BigInteger unscaled(byte[] bytes) {
    if (bytes.length == 0) {
      throw new AvroRuntimeException("a decimal without digits");
    }
    return new BigInteger(bytes);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof GenericFixed fixed) {
      return fixed.bytes();
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
