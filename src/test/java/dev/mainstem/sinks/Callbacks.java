package dev.mainstem.sinks;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.joda.time.Instant;

/** The callbacks of bundles, which a runner makes when its checkpoint is complete. */
final class Callbacks implements BundleFinalizer {

  private final List<Callback> waiting = new ArrayList<>();

  @Override
  public void afterBundleCommit(Instant expiry, Callback callback) {
    waiting.add(callback);
  }

  List<Callback> waiting() {
    return waiting;
  }

  void checkpointComplete() throws Exception {
    for (Callback callback : waiting) {
      callback.onBundleSuccess();
    }
  }

  void lose() {
    waiting.clear();
  }
}
