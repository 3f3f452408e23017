package dev.mainstem.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry that answers as the REST API of Confluent's is documented to do: with schemas
 * by their ids, and with the versions of subjects. Thread-safe.
 */
public final class TestRegistry implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Answer> next = new ConcurrentLinkedQueue<>();
  private volatile @Nullable String authorization;

  private record Answer(int status, String body) {}

  /** A schema that another one refers to, by a name. */
  public record Reference(String name, String subject, int version) {}

  private TestRegistry(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static TestRegistry start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TestRegistry registry = new TestRegistry(server);
      server.createContext("/", registry::answer);
      server.start();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked for, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The next request gets this answer, whatever it asks for. */
  public void answerNext(int status, String body) {
    next.add(new Answer(status, body));
  }

  /** A request for a path is answered with this. */
  public void answerFor(String path, String body) {
    answers.put(path, body);
  }

  /** Whoever does not send this header is refused from now on. */
  public void demand(String header) {
    authorization = header;
  }

  /** Has a schema of Avro from now on, as the newest version of a subject. */
  public void avro(int id, String subject, int version, String schema, Reference... references) {
    register(id, subject, version, "", null, schema, references);
  }

  /** Has a schema of Protobuf from now on; asked for its descriptor it answers with that. */
  public void protobuf(
      int id, String subject, int version, String descriptor, Reference... references) {
    register(id, subject, version, "?format=serialized", "PROTOBUF", descriptor, references);
  }

  private void register(
      int id,
      String subject,
      int version,
      String query,
      @Nullable String type,
      String schema,
      Reference... references) {
    ObjectNode answer = JSON.createObjectNode().put("schema", schema);
    if (type != null) {
      answer.put("schemaType", type);
    }
    for (Reference reference : references) {
      answer
          .withArray("references")
          .addObject()
          .put("name", reference.name())
          .put("subject", reference.subject())
          .put("version", reference.version());
    }
    answers.put("/schemas/ids/" + id + query, answer.toString());
    answer.put("subject", subject).put("version", version).put("id", id);
    if (type != null) {
      // a version is told as it was written, whatever the query
      answer.put("schema", "syntax = \"proto3\";");
    }
    answers.put("/subjects/%s/versions/%d".formatted(subject, version), answer.toString());
    answers.put("/subjects/%s/versions/latest".formatted(subject), answer.toString());
  }

  /** A body behind the prefix that names a schema. */
  public static byte[] message(int id, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().toString();
    requests.add(asked);
    Answer answer = next.poll();
    respond(exchange, answer == null ? known(exchange, asked) : answer);
  }

  private Answer known(HttpExchange exchange, String asked) {
    String demanded = authorization;
    if (demanded != null
        && !demanded.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return new Answer(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
    }
    String body = answers.get(asked);
    if (body != null) {
      return new Answer(200, body);
    }
    return new Answer(
        404,
        asked.startsWith("/schemas/")
            ? "{\"error_code\":40403,\"message\":\"Schema not found\"}"
            : "{\"error_code\":40401,\"message\":\"Subject not found.\"}");
  }

  private static void respond(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
