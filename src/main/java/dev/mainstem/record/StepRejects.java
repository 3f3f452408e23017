package dev.mainstem.record;

import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;

/**
 * The rows that a step of the stream refuses. Where they came from is no longer known there; the
 * row itself, as JSON, is what is kept of it. Counts what the step counts, too. Not thread-safe.
 */
public final class StepRejects {

  private final String step;
  private final RowJson json;
  private final Tally tally;

  /**
   * The rejects of a step.
   *
   * @param step its name in rejected records and counters
   * @param schema of the rows that it takes
   */
  public StepRejects(String step, Schema schema) {
    this.step = step;
    this.json = new RowJson(schema);
    this.tally = new Tally(step);
  }

  /** The step's counters. */
  public Tally tally() {
    return tally;
  }

  /**
   * Rejects a row.
   *
   * @param rule what was expected, without the value
   * @param reason the same, with the value
   */
  public void reject(Row row, String rule, String reason, MultiOutputReceiver out) {
    tally.rejected(rule);
    out.get(Rejected.TAG).output(Rejected.text(Origin.STREAM, step, reason, json.toText(row)));
  }
}
