package dev.mainstem.record;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * Some fields of a row as a key, of which equal values have equal bytes: doubles and floats as
 * their bits, with one zero, and decimals without their trailing zeros; in arrays too.
 *
 * <p>Beam takes two keys for one when their encoded bytes are the same, and refuses coders that do
 * not promise it. Immutable and thread-safe.
 */
public final class RowKey implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[] fields;

  /** Whether the values of a field are their own canonical ones, so that no row is asked. */
  private final boolean[] plain;

  private final Schema keySchema;

  /**
   * A key of rows of a schema.
   *
   * @param names of its fields; none for the key that all rows share
   */
  public RowKey(Schema schema, List<String> names) {
    this.fields = names.stream().mapToInt(schema::indexOf).toArray();
    Schema.Builder key = Schema.builder();
    for (String name : names) {
      Schema.Field field = schema.getField(name);
      key.addField(Schema.Field.of(name, stored(field.getType())));
    }
    this.keySchema = key.build();
    this.plain = new boolean[fields.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = isPlain(schema.getField(fields[i]).getType().getTypeName());
    }
  }

  /** The schema of the keys. */
  public Schema schema() {
    return keySchema;
  }

  /** The key of a row. */
  public Row of(Row row) {
    return Rows.of(keySchema, values(row));
  }

  /** The values of the key of a row; those of equal keys are equal, one by one. */
  public @Nullable Object[] values(Row row) {
    @Nullable Object[] values = new @Nullable Object[fields.length];
    put(row, values);
    return values;
  }

  /** Puts the same values into an array that is as long as there are fields. */
  public void put(Row row, @Nullable Object[] values) {
    for (int i = 0; i < fields.length; i++) {
      Object value = row.getValues().get(fields[i]);
      values[i] = plain[i] ? value : canonical(value);
    }
  }

  private static boolean isPlain(Schema.TypeName type) {
    return switch (type) {
      case STRING, BOOLEAN, INT32, INT64, DATETIME -> true;
      default -> false;
    };
  }

  /** The value of a field as the row had it, up to the zeros of a decimal. */
  public static @Nullable Object original(@Nullable Object canonical, Schema.FieldType type) {
    if (canonical == null) {
      return null;
    }
    return switch (type.getTypeName()) {
      case DOUBLE -> Double.longBitsToDouble((Long) canonical);
      case FLOAT -> Float.intBitsToFloat((Integer) canonical);
      case DECIMAL -> withoutExponent((BigDecimal) canonical);
      case ARRAY -> originals((List<?>) canonical, valueTypeOf(type));
      default -> canonical;
    };
  }

  private static List<@Nullable Object> originals(List<?> canonical, Schema.FieldType type) {
    List<@Nullable Object> values = new ArrayList<>(canonical.size());
    canonical.forEach(value -> values.add(original(value, type)));
    return values;
  }

  private static Schema.FieldType valueTypeOf(Schema.FieldType array) {
    return Objects.requireNonNull(array.getCollectionElementType());
  }

  /** A hundred without its trailing zeros is 1E+2, which nobody would expect to read. */
  private static BigDecimal withoutExponent(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static Schema.FieldType stored(Schema.FieldType type) {
    Schema.FieldType stored =
        switch (type.getTypeName()) {
          case DOUBLE -> Schema.FieldType.INT64;
          case FLOAT -> Schema.FieldType.INT32;
          case ARRAY -> Schema.FieldType.array(stored(valueTypeOf(type)));
          default -> type;
        };
    return stored.withNullable(true);
  }

  private static @Nullable Object canonical(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.doubleToLongBits(number + 0.0);
    }
    if (value instanceof Float number) {
      return Float.floatToIntBits(number + 0.0f);
    }
    if (value instanceof List<?> array) {
      return canonicals(array);
    }
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }

  private static List<@Nullable Object> canonicals(List<?> array) {
    List<@Nullable Object> values = new ArrayList<>(array.size());
    array.forEach(value -> values.add(canonical(value)));
    return values;
  }
}
