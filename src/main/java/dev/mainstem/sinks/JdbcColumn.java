package dev.mainstem.sinks;

import dev.mainstem.spec.FieldType;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/**
 * A column as its database describes it.
 *
 * @param name as it is, capitals and all
 * @param type of {@link Types}
 * @param typeName what the database calls it
 */
record JdbcColumn(String name, int type, String typeName) {

  private static final Set<Integer> TEXTS =
      Set.of(
          Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.OTHER);
  private static final Set<Integer> EXACT = Set.of(Types.NUMERIC, Types.DECIMAL);
  private static final Set<Integer> WHOLE =
      Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);
  private static final Set<Integer> REAL = Set.of(Types.REAL, Types.FLOAT, Types.DOUBLE);
  private static final Set<Integer> TIMES = Set.of(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);

  /** PostgreSQL's, which says of both that they are {@link Types#TIMESTAMP}. */
  private static final String WITH_ZONE = "timestamptz";

  /**
   * Whether values of a field can go there. One that is too large for its column is a matter of the
   * row.
   */
  boolean takes(FieldType field) {
    return switch (field) {
      case STRING -> TEXTS.contains(type);
      case BOOLEAN -> type == Types.BOOLEAN || type == Types.BIT;
      case INT32, INT64 -> WHOLE.contains(type) || EXACT.contains(type);
      case FLOAT, DOUBLE -> REAL.contains(type) || EXACT.contains(type);
      case DECIMAL -> EXACT.contains(type) || typeName.equals("DECFLOAT");
      case TIMESTAMP -> TIMES.contains(type);
      case DATE -> type == Types.DATE;
    };
  }

  /**
   * Fills a parameter of a statement with a value that goes into this column.
   *
   * @param value as a row has it
   */
  void bind(PreparedStatement statement, int parameter, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(parameter, Types.NULL);
    } else if (value instanceof ReadableInstant instant) {
      statement.setObject(parameter, time(Instant.ofEpochMilli(instant.getMillis())));
    } else if (value instanceof BigDecimal number) {
      statement.setBigDecimal(parameter, number);
    } else {
      statement.setObject(parameter, value);
    }
  }

  /** A column without a zone would turn an instant into the time of some session's zone. */
  private Object time(Instant instant) {
    boolean zoned = type == Types.TIMESTAMP_WITH_TIMEZONE || typeName.equals(WITH_ZONE);
    return zoned
        ? instant.atOffset(ZoneOffset.UTC)
        : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
