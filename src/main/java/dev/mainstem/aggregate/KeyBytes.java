package dev.mainstem.aggregate;

import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.record.Values;
import dev.mainstem.record.Varint;
import dev.mainstem.spec.RowType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The keys of groups as bytes: equal keys have equal ones, because values that are equal as numbers
 * are one value in a {@link RowKey}. Immutable and thread-safe.
 */
final class KeyBytes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RowType.Field[] fields;

  /**
   * @param key the schema of a {@link RowKey}
   */
  KeyBytes(Schema key) {
    this.fields = key.getFields().stream().map(KeyBytes::fieldOf).toArray(RowType.Field[]::new);
  }

  /** The values of an array are never null, although a key says of all values that they may be. */
  private static RowType.Field fieldOf(Schema.Field field) {
    Schema.FieldType value = field.getType().getCollectionElementType();
    Schema.FieldType type =
        value == null
            ? field.getType()
            : Schema.FieldType.array(value.withNullable(false)).withNullable(true);
    return Rows.fieldOf(field.withType(type)).orElseThrow();
  }

  void encode(Group group, DataOutput out) throws IOException {
    for (int i = 0; i < fields.length; i++) {
      Object value = group.values()[i];
      if (fields[i].array()) {
        encodeArray((List<?>) value, fields[i], out);
      } else {
        Values.encode(value, fields[i].type(), out);
      }
    }
  }

  /** The size plus one, or zero for null, and the elements. */
  private static void encodeArray(@Nullable List<?> array, RowType.Field field, DataOutput out)
      throws IOException {
    Varint.write(array == null ? 0 : array.size() + 1L, out);
    for (Object element : array == null ? List.of() : array) {
      Values.encode(element, field.type(), out);
    }
  }

  Group decode(DataInput in) throws IOException {
    @Nullable Object[] values = new @Nullable Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] =
          fields[i].array() ? decodeArray(fields[i], in) : Values.decode(fields[i].type(), in);
    }
    return new Group(values);
  }

  private static @Nullable List<@Nullable Object> decodeArray(RowType.Field field, DataInput in)
      throws IOException {
    long size = Varint.read(in) - 1;
    if (size < 0) {
      return null;
    }
    List<@Nullable Object> array = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      array.add(Values.decode(field.type(), in));
    }
    return array;
  }
}
