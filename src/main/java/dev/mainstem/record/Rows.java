package dev.mainstem.record;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Beam has them.
 *
 * <p>The values of a row are, by type: String, Boolean, Integer, Long, Float, Double, BigDecimal,
 * Joda's Instant (timestamp) and java.time's LocalDate (date); of an array, a List of these without
 * null. Rows are immutable: nothing changes the values of one that was given away.
 */
public final class Rows {

  /** The main output of every stage. */
  public static final TupleTag<Row> TAG = new TupleTag<>("rows") {};

  private Rows() {}

  /** Beam's schema of a row type. */
  public static Schema schemaOf(RowType type) {
    Schema.Builder schema = Schema.builder();
    for (RowType.Field field : type.fields()) {
      schema.addField(Schema.Field.of(field.name(), typeOf(field)).withNullable(field.nullable()));
    }
    return schema.build();
  }

  /**
   * A row over the given values, which are taken as they are: neither copied nor checked against
   * the schema, since whoever parsed or computed them has done that.
   */
  public static Row of(Schema schema, @Nullable Object... values) {
    return Row.withSchema(schema).attachValues(Arrays.asList(values));
  }

  /**
   * The same over a list that nobody changes any more, for who makes row after row: a builder that
   * no value was added to serves all of them.
   */
  public static Row of(Row.Builder schema, List<@Nullable Object> values) {
    return schema.attachValues(values);
  }

  /** The field of a row type that a field of a schema is; nothing if it has none of our types. */
  public static Optional<RowType.Field> fieldOf(Schema.Field field) {
    Schema.FieldType type = field.getType();
    boolean array = type.getTypeName() == Schema.TypeName.ARRAY;
    Schema.FieldType single =
        array ? Objects.requireNonNull(type.getCollectionElementType()) : type;
    return Arrays.stream(FieldType.values())
        .filter(known -> typeOf(known).equals(single.withNullable(array && single.getNullable())))
        .findFirst()
        .map(known -> new RowType.Field(field.getName(), known, type.getNullable(), array));
  }

  private static Schema.FieldType typeOf(RowType.Field field) {
    Schema.FieldType type = typeOf(field.type());
    return field.array() ? Schema.FieldType.array(type) : type;
  }

  private static Schema.FieldType typeOf(FieldType type) {
    return switch (type) {
      case STRING -> Schema.FieldType.STRING;
      case BOOLEAN -> Schema.FieldType.BOOLEAN;
      case INT32 -> Schema.FieldType.INT32;
      case INT64 -> Schema.FieldType.INT64;
      case FLOAT -> Schema.FieldType.FLOAT;
      case DOUBLE -> Schema.FieldType.DOUBLE;
      case DECIMAL -> Schema.FieldType.DECIMAL;
      case TIMESTAMP -> Schema.FieldType.DATETIME;
      case DATE -> Schema.FieldType.logicalType(SqlTypes.DATE);
    };
  }
}
