package dev.mainstem.launch;

import java.time.Duration;

/**
 * How far a run is.
 *
 * @param took since the start of the job
 * @param historyBytes how long the files of the history are, together
 */
public record RunState(Duration took, long historyBytes, JobState job) {}
