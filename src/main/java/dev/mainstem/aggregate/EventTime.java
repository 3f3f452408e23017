package dev.mainstem.aggregate;

import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.util.List;
import java.util.Objects;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;

/**
 * The event time of a row among its values: it stands behind all others, and only if one of the
 * aggregates goes by it.
 */
final class EventTime {

  /** The field of it, behind those of the values. */
  static final RowType.Field FIELD = new RowType.Field("event_time", FieldType.TIMESTAMP, false);

  private EventTime() {}

  /** The time in milliseconds since 1970. */
  static long of(List<@Nullable Object> values) {
    return ((ReadableInstant) Objects.requireNonNull(values.get(values.size() - 1))).getMillis();
  }
}
