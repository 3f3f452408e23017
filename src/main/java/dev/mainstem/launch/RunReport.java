package dev.mainstem.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run did; also kept as {@code .mainstem/run.json} beside its results.
 *
 * @param runner in words
 * @param counts of a run that was resumed: those since then
 * @param resumed whether it went on from an earlier launch
 * @param stopped whether it was told to stop before its end
 * @param resumable whether it was stopped and can go on where it was
 * @param took from the start of the job to its end
 * @param record the file that keeps it
 */
public record RunReport(
    Plan plan,
    Inputs inputs,
    String runner,
    Counts counts,
    boolean resumed,
    boolean stopped,
    boolean resumable,
    Duration took,
    Path record) {

  /** How the sides met, if there are two. */
  public Optional<Seam> seam() {
    return plan.definition().hasBothSides()
        ? Optional.of(Seam.of(inputs.cutover(), counts))
        : Optional.empty();
  }

  /**
   * The whole of it as JSON in one line, as the record keeps it.
   *
   * @throws EnvironmentException if the record can't be read
   */
  public String json() {
    try {
      return new ObjectMapper().readTree(record.toFile()).toString();
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(record, e.getMessage()), e);
    }
  }
}
