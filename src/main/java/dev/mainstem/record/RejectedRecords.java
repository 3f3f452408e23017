package dev.mainstem.record;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Duration;

/**
 * Gathers the rejected records of the stages while a pipeline is put together.
 *
 * <p>They are of no window: wherever they come from, they meet in the global one.
 */
public final class RejectedRecords {

  private final List<PCollection<Rejected>> gathered = new ArrayList<>();

  /** Takes the rejected records, if any, out of a stage's outputs; answers these. */
  public PCollectionTuple takeFrom(PCollectionTuple outputs) {
    if (outputs.has(Rejected.TAG)) {
      add(outputs.get(Rejected.TAG));
    }
    return outputs;
  }

  /** Takes some more. */
  public void add(PCollection<Rejected> rejected) {
    gathered.add(
        rejected.apply(
            rejected.getName() + "/Global",
            Window.<Rejected>into(new GlobalWindows())
                .triggering(DefaultTrigger.of())
                .withAllowedLateness(Duration.ZERO)
                .discardingFiredPanes()));
  }

  /**
   * All that were gathered.
   *
   * @param name of the step that joins them
   * @throws IllegalStateException if no stage was asked
   */
  public PCollection<Rejected> all(String name) {
    if (gathered.isEmpty()) {
      throw new IllegalStateException("no stage has rejected records");
    }
    return PCollectionList.of(gathered).apply(name, Flatten.pCollections());
  }
}
