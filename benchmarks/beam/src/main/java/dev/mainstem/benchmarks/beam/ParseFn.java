package dev.mainstem.benchmarks.beam;

import org.apache.beam.sdk.transforms.DoFn;
import org.joda.time.Instant;

/** A line to a reading at its event time; the header to nothing. */
class ParseFn extends DoFn<String, Reading> {

  @ProcessElement
  public void process(@Element String line, OutputReceiver<Reading> readings) {
    if (!line.startsWith("id,")) {
      Reading reading = Reading.parse(line);
      readings.outputWithTimestamp(reading, Instant.ofEpochMilli(reading.at));
    }
  }
}
