package dev.mainstem.benchmarks.beam;

import java.time.Instant;
import org.apache.beam.sdk.schemas.JavaFieldSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/** A row, with a coder that Beam infers from its fields. */
@DefaultSchema(JavaFieldSchema.class)
public class Reading {

  public long id;
  public String device;
  public long at;
  public double x;
  public double y;

  static Reading parse(String line) {
    String[] cells = line.split(",");
    Reading reading = new Reading();
    reading.id = Long.parseLong(cells[0]);
    reading.device = cells[1];
    reading.at = Instant.parse(cells[2]).toEpochMilli();
    reading.x = Double.parseDouble(cells[3]);
    reading.y = Double.parseDouble(cells[4]);
    return reading;
  }

  String derived() {
    return "{\"id\":"
        + id
        + ",\"device\":\""
        + device
        + "\",\"at\":\""
        + Instant.ofEpochMilli(at)
        + "\",\"x\":"
        + x
        + ",\"y\":"
        + y
        + ",\"total\":"
        + (x + y)
        + ",\"line\":"
        + (1.8 * x + 32)
        + "}";
  }

  String score() {
    return "{\"id\":" + id + ",\"device\":\"" + device + "\",\"line\":" + (1.8 * x + 32) + "}";
  }
}
