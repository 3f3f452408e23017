package dev.mainstem.console;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is told what changes. One that does not keep up is dropped: it connects again, and
 * then gets all of it. Thread-safe.
 */
final class Listener {

  private static final int MAX_WAITING = 64;

  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private volatile boolean dropped;

  /**
   * @param first what it is told first
   */
  Listener(String first) {
    waiting.add(first);
  }

  /** Tells it something; answers whether it keeps up. */
  boolean hear(String text) {
    if (!waiting.offer(text)) {
      dropped = true;
    }
    return !dropped;
  }

  /** What it is to be told next, or null if that is nothing for so long. */
  @Nullable String next(long millis) throws InterruptedException {
    return waiting.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Whether there is nothing more for it to be told. */
  boolean hasAll() {
    return waiting.isEmpty();
  }

  /** Whether it did not keep up. */
  boolean isDropped() {
    return dropped;
  }
}
