package dev.mainstem.console;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells browsers what changes, as server-sent events: first all of the state, then what changes of
 * it. A browser that lost its connection comes back by itself, and begins again with all of it.
 */
final class EventStreams implements AutoCloseable {

  private static final int MOST = 32;
  private static final long POLL_MILLIS = 250;
  private static final long SIGN_OF_LIFE_MILLIS = 15_000;
  private static final long LAST_WORDS_SECONDS = 2;

  private final PageState state;
  private final Semaphore free = new Semaphore(MOST);
  private volatile boolean closing;

  EventStreams(PageState state) {
    this.state = state;
  }

  /** Tells one browser, until it or the run ends. */
  void stream(HttpExchange exchange) throws IOException {
    if (closing || !free.tryAcquire()) {
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    Listener listener = state.listen();
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        write(out, "retry: 1000\n\n");
        tell(listener, out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      state.forget(listener);
      free.release();
    }
  }

  private void tell(Listener listener, OutputStream out) throws IOException, InterruptedException {
    long silentMillis = 0;
    while (!listener.isDropped() && !(closing && listener.hasAll())) {
      String text = listener.next(POLL_MILLIS);
      silentMillis = text == null ? silentMillis + POLL_MILLIS : 0;
      if (text != null) {
        write(out, "data: " + text + "\n\n");
      } else if (silentMillis >= SIGN_OF_LIFE_MILLIS) {
        // who has gone is found out by writing to it
        write(out, ":\n\n");
        silentMillis = 0;
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Ends all streams, when they have told all there is to tell. */
  @Override
  public void close() {
    closing = true;
    try {
      if (free.tryAcquire(MOST, LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        free.release(MOST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
