package dev.mainstem.parquet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/** Takes rows apart for the columns of a file. Not thread-safe. */
final class RowSupport extends WriteSupport<Row> {

  private final MessageType schema;
  private @Nullable RecordConsumer columns;

  RowSupport(Schema rows) {
    this.schema = ParquetSchema.of(rows);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    columns = consumer;
  }

  @Override
  public void write(Row row) {
    RecordConsumer to = columns;
    if (to == null) {
      throw new IllegalStateException("write before prepareForWrite");
    }
    List<@Nullable Object> values = row.getValues();
    to.startMessage();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value != null) {
        to.startField(schema.getFieldName(i), i);
        write(value, to);
        to.endField(schema.getFieldName(i), i);
      }
    }
    to.endMessage();
  }

  private static void write(Object value, RecordConsumer to) {
    if (value instanceof List<?> array) {
      writeArray(array, to);
    } else if (value instanceof String text) {
      to.addBinary(Binary.fromString(text));
    } else if (value instanceof Double number) {
      to.addDouble(number);
    } else if (value instanceof Long number) {
      to.addLong(number);
    } else if (value instanceof Integer number) {
      to.addInteger(number);
    } else if (value instanceof ReadableInstant instant) {
      to.addLong(instant.getMillis());
    } else if (value instanceof Boolean flag) {
      to.addBoolean(flag);
    } else if (value instanceof Float number) {
      to.addFloat(number);
    } else if (value instanceof BigDecimal number) {
      to.addBinary(Binary.fromString(number.toString()));
    } else if (value instanceof LocalDate date) {
      to.addInteger(Math.toIntExact(date.toEpochDay()));
    } else {
      throw new IllegalArgumentException("no column for " + value.getClass().getName());
    }
  }

  /** A field without values must not be started, so an empty array is a group with nothing in. */
  private static void writeArray(List<?> array, RecordConsumer to) {
    to.startGroup();
    if (!array.isEmpty()) {
      to.startField(ParquetSchema.LIST, 0);
      for (Object value : array) {
        to.startGroup();
        to.startField(ParquetSchema.ELEMENT, 0);
        write(value, to);
        to.endField(ParquetSchema.ELEMENT, 0);
        to.endGroup();
      }
      to.endField(ParquetSchema.LIST, 0);
    }
    to.endGroup();
  }
}
