package dev.mainstem.spec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes next on a side of the stream: a row, or a move of one of the two times. */
public sealed interface Arrival {

  /** A row. */
  record OfRow(RowSpec row) implements Arrival {}

  /** The watermark moves: rows before it are late from now on. */
  record OfWatermark(Instant at) implements Arrival {}

  /** The clock goes on. */
  record OfClock(Duration by) implements Arrival {}

  /** Reads a list of them, in their order. */
  static List<Arrival> readAll(Value list) {
    List<Arrival> arrivals = new ArrayList<>();
    Instant watermark = Instant.MIN;
    for (Value item : list.list("a list of rows, in the order of their arrival")) {
      Optional<Arrival> arrival = item.section("a row").flatMap(row -> read(item, row));
      arrival.ifPresent(arrivals::add);
      if (arrival.orElse(null) instanceof OfWatermark move) {
        if (!move.at().isAfter(watermark)) {
          item.problem("a watermark only moves on: expected one after " + watermark);
        }
        watermark = move.at();
      }
    }
    return arrivals;
  }

  private static Optional<Arrival> read(Value item, Section row) {
    Map<String, Value> all = row.all();
    Value watermark = onlyOf(all, "watermark");
    if (watermark != null) {
      return watermark.instant("an ISO instant", List.of()).map(OfWatermark::new);
    }
    Value clock = onlyOf(all, "clock");
    return clock != null
        ? clock.positiveDuration().map(OfClock::new)
        : Optional.of(new OfRow(RowSpec.of(item, row)));
  }

  /** The value of a key if there is no other. */
  private static @Nullable Value onlyOf(Map<String, Value> all, String key) {
    return all.size() == 1 ? all.get(key) : null;
  }
}
