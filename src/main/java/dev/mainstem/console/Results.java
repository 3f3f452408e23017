package dev.mainstem.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mainstem.pipeline.Inputs;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.EnvironmentException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads back what the sinks of a run have written, every few seconds and once at its end. */
final class Results implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Results.class);
  private static final long EVERY_MILLIS = 2_000;
  private static final long LAST_LOOK_MILLIS = 20_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final List<SinkView> sinks;
  private final RejectedView rejected;
  private final PageState state;
  private final Thread thread = new Thread(this::watch, "results");
  private final CountDownLatch finishing = new CountDownLatch(1);
  private boolean started;
  private ObjectNode shown = JSON.objectNode();

  Results(Plan plan, Inputs inputs, PageState state) {
    this.sinks =
        plan.sinks().stream().map(s -> SinkView.of(s, plan, inputs.embeddedBroker())).toList();
    this.rejected = RejectedView.of(plan, inputs.embeddedBroker());
    this.state = state;
    thread.setDaemon(true);
  }

  /** Looks again and again from now on. */
  void start() {
    if (!started) {
      started = true;
      thread.start();
    }
  }

  /** Looks for the last time, and waits for that; a broker that is away is not waited for. */
  void finish() {
    start();
    finishing.countDown();
    if (!hasEnded()) {
      LOG.warn("the last results are not on the page: they could not be read in time");
    }
  }

  private void watch() {
    try {
      do {
        look();
      } while (!finishing.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
      look();
    } catch (InterruptedException e) {
      LOG.debug("nobody looks at results any more");
    }
  }

  private boolean hasEnded() {
    try {
      thread.join(LAST_LOOK_MILLIS);
      return !thread.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void look() {
    ObjectNode seen = JSON.objectNode();
    ArrayNode results = seen.putArray("results");
    try {
      sinks.forEach(sink -> results.add(sink.look()));
      seen.set("samples", rejected.look());
    } catch (EnvironmentException e) {
      LOG.warn("can't show what was written last", e);
      return;
    }
    if (!seen.equals(shown)) {
      shown = seen;
      state.change(seen);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    // what is read with is for one thread alone
    if (hasEnded()) {
      sinks.forEach(SinkView::close);
      rejected.close();
    }
  }
}
