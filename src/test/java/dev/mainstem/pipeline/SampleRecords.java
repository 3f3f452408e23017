package dev.mainstem.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The records of the contract: four devices over eight hours, out of order; values that are no sums
 * of powers of two, some of them null, so that a result would tell the order of adding.
 */
final class SampleRecords {

  /** The middle of the records' time. */
  static final Instant SEAM = Instant.parse("2026-01-01T12:00:00Z");

  private static final long SEED = 20260101;
  private static final int RECORDS = 360;
  private static final long HALF_MILLIS = 4 * 3_600_000L;
  private static final List<Measurement> SEEDED = seed();

  private SampleRecords() {}

  /** One record of the logical stream. */
  record Measurement(String id, @Nullable String device, Instant at, @Nullable Double value) {

    String json() {
      return "{\"id\":\"%s\",\"device\":%s,\"at\":\"%s\",\"value\":%s}"
          .formatted(id, device == null ? null : '"' + device + '"', at, value);
    }

    String csv() {
      return "%s,%s,%s,%s"
          .formatted(id, device == null ? "" : device, at, value == null ? "" : value);
    }
  }

  /** The records, the same each time. */
  static List<Measurement> seeded() {
    return SEEDED;
  }

  private static List<Measurement> seed() {
    Random random = new Random(SEED);
    List<Measurement> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Instant at = SEAM.plusMillis(random.nextLong(-HALF_MILLIS, HALF_MILLIS));
      records.add(
          new Measurement(
              "r" + i,
              random.nextInt(10) == 0 ? null : "d" + random.nextInt(3),
              at,
              random.nextInt(12) == 0 ? null : random.nextInt(-100_000, 100_000) / 10.0));
    }
    // the instants on which ownership and windows turn
    records.add(new Measurement("seam", "d0", SEAM, 0.1));
    records.add(new Measurement("before-seam", "d0", SEAM.minusMillis(1), 0.2));
    Collections.shuffle(records, random);
    return List.copyOf(records);
  }
}
