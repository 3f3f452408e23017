package dev.mainstem.benchmarks.flink.plain;

import java.time.Instant;

/** A row, as a POJO in Flink's sense. */
public class Reading {

  public long id;
  public String device;
  public Instant at;
  public double x;
  public double y;

  static Reading parse(String line) {
    String[] cells = line.split(",");
    Reading reading = new Reading();
    reading.id = Long.parseLong(cells[0]);
    reading.device = cells[1];
    reading.at = Instant.parse(cells[2]);
    reading.x = Double.parseDouble(cells[3]);
    reading.y = Double.parseDouble(cells[4]);
    return reading;
  }
}
