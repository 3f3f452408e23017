package dev.mainstem.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A record of the tests of models: a tip that goes with the fare, more or less. */
record Ride(int id, @Nullable String zone, Instant at, double fare, @Nullable Double tip) {

  static final Instant SEAM = Instant.parse("2026-01-01T00:00:00Z");

  /** Rides in the order of their times, a minute apart, from one id on. */
  static List<Ride> from(int id, Instant start, int count, String... zones) {
    Random random = new Random(id);
    List<Ride> rides = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String zone = zones[random.nextInt(zones.length)];
      double fare = random.nextInt(-20, 400) / 10.0;
      Double tip = random.nextInt(12) == 0 ? null : fare * 0.2 + random.nextInt(40) / 10.0;
      rides.add(
          new Ride(id + i, zone.isEmpty() ? null : zone, start.plusSeconds(60L * i), fare, tip));
    }
    return rides;
  }

  String csv() {
    return "%d,%s,%s,%s,%s"
        .formatted(id, zone == null ? "" : zone, at, fare, tip == null ? "" : tip);
  }

  String json() {
    String text = zone == null ? "null" : "\"" + zone + "\"";
    return "{\"id\":%d,\"zone\":%s,\"at\":\"%s\",\"fare\":%s,\"tip\":%s}"
        .formatted(id, text, at, fare, tip);
  }
}
