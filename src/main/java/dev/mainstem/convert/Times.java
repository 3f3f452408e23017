package dev.mainstem.convert;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.Row;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/** How times and dates are written. */
public enum Times {
  /** ISO-8601 in UTC. */
  ISO {
    @Override
    Row of(Row row) {
      return row;
    }
  },
  /** Milliseconds since 1970, as pandas writes and expects them; a date is its midnight in UTC. */
  EPOCH_MILLIS {
    @Override
    Row of(Row row) {
      return Row.withSchema(row.getSchema()).attachValues(numbers(row.getValues()));
    }
  };

  /**
   * A row whose times are written so. Its values are not of the types of its schema any more: it is
   * good for being written, and for nothing else.
   */
  abstract Row of(Row row);

  private static List<@Nullable Object> numbers(List<?> values) {
    List<@Nullable Object> numbers = new ArrayList<>(values.size());
    values.forEach(value -> numbers.add(number(value)));
    return numbers;
  }

  private static @Nullable Object number(@Nullable Object value) {
    if (value instanceof ReadableInstant instant) {
      return instant.getMillis();
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
    return value instanceof List<?> array ? numbers(array) : value;
  }
}
