package dev.mainstem.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a run is.
 *
 * @param at when it was looked at
 * @param took since the start of the job
 * @param historyBytes how long the files of the history are, together
 * @param lag how many messages of the topic are still to be read, as far as is known
 */
public record RunState(
    Instant at, Duration took, long historyBytes, OptionalLong lag, JobState job) {

  /** How long the event time that all results have reached is past; nothing if it isn't known. */
  public Optional<Duration> watermarkAge() {
    return Optional.ofNullable(job.watermark()).map(watermark -> Duration.between(watermark, at));
  }
}
