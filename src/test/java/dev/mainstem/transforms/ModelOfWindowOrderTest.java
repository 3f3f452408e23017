package dev.mainstem.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.RejectedRecords;
import dev.mainstem.record.RowStream;
import dev.mainstem.record.Rows;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of windows over rows that come in any order, against a naive second way. */
class ModelOfWindowOrderTest {

  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
  private static final int MINUTES = 5 * 60;
  private static final int ROWS = 200;
  private static final int BATCH = 10;

  private final Pipeline pipeline = Pipeline.create();

  /** A row; its minute is counted from ten o'clock. */
  private record Trip(int id, int minute, String zone, int x, @Nullable Integer y) {

    Instant time() {
      return TEN.plus(Duration.standardMinutes(minute));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: fixed, size: 20m} | 20 | 20 | 0 | 1",
        "{type: fixed, size: 1h, offset: 10m} | 60 | 60 | 10 | 2",
        "{type: sliding, size: 50m, period: 20m} | 50 | 20 | 0 | 3",
      })
  void eachRowIsScoredByTheLastWindowThatEndedBeforeIt(
      String windowing, int size, int period, int offset, long seed) {
    Random random = new Random(seed);
    List<Trip> trips = random(random);
    Map<Integer, String> expected = new HashMap<>();
    // windows are counted from the epoch
    long ten = TEN.getMillis() / 60_000;
    for (Trip trip : trips) {
      expected.put(trip.id(), naive(trips, trip, size, period, offset, ten));
    }
    assertThat(expected.values())
        .filteredOn(text -> !text.startsWith("null"))
        .hasSizeGreaterThan(ROWS / 2);
    PCollection<String> said = said(definition(windowing), inDisorder(random, trips));
    PAssert.that(said)
        .satisfies(
            lines -> {
              Map<Integer, String> found = new HashMap<>();
              for (String line : lines) {
                String[] parts = line.split(" ", 2);
                assertThat(found.put(Integer.valueOf(parts[0]), parts[1])).isNull();
              }
              assertThat(found).isEqualTo(expected);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  /** Of a window that was forgotten, a late row is told nothing, and not what came after it. */
  @Test
  void aLateRowIsScoredByItsOwnWindowOrByNone() {
    Schema schema = schema();
    TestStream<Row> trips =
        TestStream.create(RowCoder.of(schema))
            .addElements(
                row(schema, new Trip(1, 0, "a", 1, 3)), row(schema, new Trip(2, 1, "a", 2, 5)))
            .advanceWatermarkTo(TEN.plus(Duration.standardMinutes(61)))
            .addElements(
                row(schema, new Trip(3, 62, "a", 1, 1)), row(schema, new Trip(4, 63, "a", 2, 2)))
            .advanceWatermarkTo(TEN.plus(Duration.standardMinutes(170)))
            // late: its window's model has been followed by that of the next hour
            .addElements(row(schema, new Trip(5, 90, "a", 7, null)))
            // late too, but no other model has come since
            .addElements(row(schema, new Trip(6, 130, "a", 7, null)))
            .addElements(row(schema, new Trip(7, 171, "a", 7, null)))
            .advanceWatermarkToInfinity();
    PAssert.that(said(definition("{type: fixed, size: 1h}"), trips))
        .containsInAnyOrder(
            "1 null null",
            "2 null null",
            "3 3.0 2026-01-01T11:00:00Z",
            "4 5.0 2026-01-01T11:00:00Z",
            "5 null null",
            "6 7.0 2026-01-01T12:00:00Z",
            "7 7.0 2026-01-01T12:00:00Z");
    pipeline.run().waitUntilFinish();
  }

  /** About half of the rows have a y. */
  private static List<Trip> random(Random random) {
    List<Trip> trips = new ArrayList<>();
    for (int id = 0; id < ROWS; id++) {
      Integer y = random.nextBoolean() ? random.nextInt(50) : null;
      String zone = random.nextBoolean() ? "a" : "b";
      trips.add(new Trip(id, random.nextInt(MINUTES), zone, random.nextInt(20), y));
    }
    return trips;
  }

  /** The rows with up to half an hour of disorder, and a watermark that none of them is behind. */
  private static TestStream<Row> inDisorder(Random random, List<Trip> trips) {
    Map<Trip, Integer> arrival = new HashMap<>();
    trips.forEach(trip -> arrival.put(trip, trip.minute() + random.nextInt(30)));
    List<Trip> arrived = trips.stream().sorted(Comparator.comparing(arrival::get)).toList();
    Schema schema = schema();
    TestStream.Builder<Row> stream = TestStream.create(RowCoder.of(schema));
    for (int from = 0; from < arrived.size(); from += BATCH) {
      List<Trip> behind = arrived.subList(from + BATCH, arrived.size());
      TimestampedValue<Row> first = row(schema, arrived.get(from));
      stream =
          stream
              .addElements(first, batch(schema, arrived.subList(from + 1, from + BATCH)))
              .advanceWatermarkTo(TEN.plus(Duration.standardMinutes(firstMinute(behind))));
    }
    return stream.advanceWatermarkToInfinity();
  }

  @SuppressWarnings("unchecked") // an array of what has type parameters
  private static TimestampedValue<Row>[] batch(Schema schema, List<Trip> trips) {
    return trips.stream().map(trip -> row(schema, trip)).toArray(TimestampedValue[]::new);
  }

  private static int firstMinute(List<Trip> trips) {
    return trips.stream().mapToInt(Trip::minute).min().orElse(MINUTES);
  }

  /** What the last window says that has ended by the time of a trip and has a line of its zone. */
  private static String naive(
      List<Trip> trips, Trip asked, int size, int period, int offset, long ten) {
    for (long end = ten + asked.minute(); end > ten - size; end--) {
      if (Math.floorMod(end - size - offset, period) == 0) {
        long from = end - size - ten;
        long to = end - ten;
        List<Trip> fitted =
            trips.stream()
                .filter(t -> t.zone().equals(asked.zone()) && t.y() != null)
                .filter(t -> t.minute() >= from && t.minute() < to)
                .toList();
        if (fitted.stream().map(Trip::x).distinct().count() > 1) {
          String at = TEN.plus(Duration.standardMinutes(to)).toString().replace(".000", "");
          return text(line(fitted, asked.x())) + " " + at;
        }
      }
    }
    return "null null";
  }

  private static double line(List<Trip> trips, int x) {
    double n = trips.size();
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (Trip trip : trips) {
      int y = trip.y() == null ? 0 : trip.y();
      sx += trip.x();
      sy += y;
      sxx += trip.x() * trip.x();
      sxy += trip.x() * y;
    }
    double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    return slope * x + (sy - slope * sx) / n;
  }

  /** To six digits behind the point, because the two ways round differently. */
  private static String text(@Nullable Double number) {
    return number == null ? "null" : String.valueOf(Math.round(number * 1e6) / 1e6);
  }

  private PCollection<String> said(Definition definition, TestStream<Row> trips) {
    PCollection<Row> rows = pipeline.apply(trips).setRowSchema(schema());
    return TransformGraph.of(definition)
        .over(side -> RowStream.of(rows), new RejectedRecords(), List.of("scored"))
        .rows("scored")
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(
                    row ->
                        row.getInt64("id")
                            + " "
                            + text(row.getDouble("said"))
                            + " "
                            + row.getString("until")));
  }

  private static TimestampedValue<Row> row(Schema schema, Trip trip) {
    Double y = trip.y() == null ? null : Double.valueOf(trip.y());
    Row row = Rows.of(schema, (long) trip.id(), trip.time(), trip.zone(), (double) trip.x(), y);
    return TimestampedValue.of(row, trip.time());
  }

  private static Schema schema() {
    return Rows.schemaOf(definition("{type: fixed, size: 1h}").stream().rowType());
  }

  private static Definition definition(String windowing) {
    return DefinitionReader.parse(
        """
        name: windows
        stream:
          schema: {id: int64, t: timestamp, zone: string, x: double, y: "double?"}
          event_time: t
        live: {topic: trips, bootstrap_servers: embedded}
        transforms:
          - {name: line, type: LinearRegression, windowing: %s, config: {x: x, y: y, group_by: zone}}
          - {name: scored, type: ApplyModel, input: stream,
             config: {model: line, refresh: window, x: x, output: said, version: until}}
        sinks: [{type: WriteToConsole}]
        """
            .formatted(windowing),
        Path.of(""),
        Runs.noVariables());
  }
}
