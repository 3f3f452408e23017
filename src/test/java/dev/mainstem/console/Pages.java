package dev.mainstem.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mainstem.launch.Progress;
import dev.mainstem.picture.Box;
import dev.mainstem.picture.Box.Kind;
import dev.mainstem.picture.Graph;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.testing.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages for tests, and a browser that takes no care. */
final class Pages {

  private Pages() {}

  /** The picture of a plan: its sides, its stream, what is rejected. */
  static Graph graph(Definition definition) {
    return new Graph(
        List.of(
            new Box("/history", Kind.SOURCE, "history", List.of("h/*.csv"), List.of()),
            new Box(
                "stream", Kind.STREAM, definition.name(), List.of("n: int64"), List.of("/history")),
            new Box("/rejected", Kind.REJECTED, "rejected", List.of("out"), List.of("stream"))));
  }

  /** What a path answers to a request that is written as it stands, the status line first. */
  static String answer(String url, String method, String path, String... headers) {
    int port = URI.create(url).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "%s %s HTTP/1.1\r\n%sConnection: close\r\n\r\n"
              .formatted(
                  method,
                  path,
                  String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a path answers to a browser of this machine. */
  static String get(String url, String path) {
    return answer(url, "GET", path, "Host: 127.0.0.1");
  }

  /** What is behind the headers of an answer, as JSON. */
  static JsonNode json(String answer) {
    return Runs.json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  /** A console of a plan. */
  static Console open(Plan plan, @Nullable Integer port) {
    return Console.open(plan, graph(plan.definition()), Progress.SILENT, port, null);
  }
}
