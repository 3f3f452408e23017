package dev.mainstem.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Serves the page of a run to browsers of this machine. It only ever answers: nothing that is sent
 * to it changes anything. A page from elsewhere can't read it, under whatever name it reaches this
 * machine.
 */
final class Server implements AutoCloseable {

  private static final String EVENTS = "/events";
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer http;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "console");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Content> contents;
  private final EventStreams events;

  /** What a path answers. */
  private record Content(String type, Supplier<String> text) {}

  private Server(HttpServer http, Page page, PageState state) {
    this.http = http;
    this.events = new EventStreams(state);
    String style = Page.style();
    String library = Page.library();
    String scripts = Page.scripts();
    this.contents =
        Map.of(
            "/", new Content("text/html", () -> page.served(state.whole())),
            "/console.css", new Content("text/css", () -> style),
            "/uplot.js", new Content("text/javascript", () -> library),
            "/console.js", new Content("text/javascript", () -> scripts),
            "/state.json", new Content("application/json", state::whole));
    http.setExecutor(threads);
    http.createContext("/", this::answer);
  }

  /**
   * Starts to serve on the loopback.
   *
   * @param port 0 for any that is free
   * @throws EnvironmentException if it is taken
   */
  static Server start(int port, Page page, PageState state) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      Server server = new Server(HttpServer.create(address, 0), page, state);
      server.http.start();
      return server;
    } catch (IOException e) {
      throw new EnvironmentException(
          "--console: port %d is taken already, or may not be used: %s; give another, or none for any that is free"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** Where browsers find the page. */
  String url() {
    return "http://127.0.0.1:%d/".formatted(http.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      secure(exchange.getResponseHeaders());
      String host = exchange.getRequestHeaders().getFirst("Host");
      String path = exchange.getRequestURI().getPath();
      Content content = contents.get(path);
      if (host == null || !THIS_MACHINE.matcher(host).matches()) {
        refuse(exchange, 403, "This page is for browsers of the machine that it is on.");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        refuse(exchange, 405, "This page is only read.");
      } else if (path.equals(EVENTS)) {
        events.stream(exchange);
      } else if (content == null) {
        refuse(exchange, 404, "There is nothing here; the page is at /.");
      } else {
        send(exchange, 200, content.type(), content.text().get());
      }
    }
  }

  private static void secure(Headers headers) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    send(exchange, status, "text/plain", why + "\n");
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Serves until all who listen have what they were to be told, or that takes too long. */
  @Override
  public void close() {
    events.close();
    http.stop(0);
    threads.shutdownNow();
  }
}
