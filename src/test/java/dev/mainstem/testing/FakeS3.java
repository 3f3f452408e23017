package dev.mainstem.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An S3 of one bucket in this process, as Amazon's REST reference describes what Beam asks of it:
 * GET with a range, HEAD, PUT, copies, uploads in parts, lists of pages, deletions of many. An
 * object appears as a whole, and is listed at once. Who asks is not checked.
 */
public final class FakeS3 implements AutoCloseable {

  /** The only bucket. */
  public static final String BUCKET = "town";

  /** So few that lists have several pages. */
  private static final int KEYS_OF_PAGE = 3;

  private static final String LAST_MODIFIED = "2026-01-01T00:00:00.000Z";

  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, NavigableMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger uploadIds = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  static {
    // else each answer waits for the other side's acknowledgement of its head, 40 ms
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private FakeS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts one; whoever starts it closes it. */
  public static FakeS3 start() {
    try {
      return new FakeS3();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The options of a launch that uses it, as words of a command line. */
  public List<String> options() {
    return List.of(
        "--awsRegion=eu-central-1",
        "--endpoint=http://127.0.0.1:" + server.getAddress().getPort(),
        "--awsCredentialsProvider={\"@type\":\"StaticCredentialsProvider\","
            + "\"accessKeyId\":\"somebody\",\"secretAccessKey\":\"something\"}");
  }

  /** Puts an object there. */
  public void put(String key, String text) {
    objects.put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The keys of all objects, in order. */
  public List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** The lines of the objects whose keys begin so, in the order of the keys. */
  public List<String> lines(String prefix) {
    return objects.tailMap(prefix).entrySet().stream()
        .takeWhile(object -> object.getKey().startsWith(prefix))
        .flatMap(object -> new String(object.getValue(), StandardCharsets.UTF_8).lines())
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String key = path.replaceFirst("^/" + BUCKET + "/?", "");
      Map<String, String> query = query(exchange.getRequestURI().getQuery());
      byte[] body = body(exchange);
      switch (exchange.getRequestMethod()) {
        case "HEAD", "GET" -> {
          if (key.isEmpty()) {
            sendXml(exchange, list(query));
          } else {
            sendObject(exchange, objects.get(key));
          }
        }
        case "PUT" -> put(exchange, key, query, body);
        case "POST" -> post(exchange, key, query, body);
        default -> exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  private void put(HttpExchange exchange, String key, Map<String, String> query, byte[] body)
      throws IOException {
    String source = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
    if (source != null) {
      byte[] copied = objects.get(source.replaceFirst("^/?" + BUCKET + "/", ""));
      if (copied == null) {
        sendMissing(exchange, "NoSuchKey");
        return;
      }
      objects.put(key, copied);
      sendXml(exchange, "<CopyObjectResult>" + etag(copied) + "</CopyObjectResult>");
      return;
    }
    NavigableMap<Integer, byte[]> upload = uploads.get(query.getOrDefault("uploadId", ""));
    if (upload == null) {
      objects.put(key, body);
    } else {
      upload.put(Integer.valueOf(query.getOrDefault("partNumber", "")), body);
    }
    exchange.getResponseHeaders().set("ETag", '"' + md5(body) + '"');
    exchange.sendResponseHeaders(200, -1);
  }

  private void post(HttpExchange exchange, String key, Map<String, String> query, byte[] body)
      throws IOException {
    if (query.containsKey("delete")) {
      texts("<Key>(.*?)</Key>", new String(body, StandardCharsets.UTF_8)).forEach(objects::remove);
      sendXml(exchange, "<DeleteResult/>");
    } else if (query.containsKey("uploads")) {
      String id = "upload-" + uploadIds.incrementAndGet();
      uploads.put(id, new TreeMap<>());
      sendXml(
          exchange,
          "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
              .formatted(id));
    } else {
      NavigableMap<Integer, byte[]> parts = uploads.remove(query.getOrDefault("uploadId", ""));
      if (parts == null) {
        sendMissing(exchange, "NoSuchUpload");
        return;
      }
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (byte[] part : parts.values()) {
        whole.write(part);
      }
      objects.put(key, whole.toByteArray());
      sendXml(
          exchange,
          "<CompleteMultipartUploadResult>%s</CompleteMultipartUploadResult>"
              .formatted(etag(whole.toByteArray())));
    }
  }

  /** A page of keys; its token is the last of them. */
  private String list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    List<String> keys =
        objects.tailMap(query.getOrDefault("continuation-token", ""), false).keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .limit(KEYS_OF_PAGE + 1L)
            .toList();
    boolean more = keys.size() > KEYS_OF_PAGE;
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    for (String key : keys.subList(0, Math.min(keys.size(), KEYS_OF_PAGE))) {
      byte[] object = objects.getOrDefault(key, new byte[0]);
      xml.append(
          "<Contents><Key>%s</Key><LastModified>%s</LastModified>%s<Size>%d</Size></Contents>"
              .formatted(key, LAST_MODIFIED, etag(object), object.length));
    }
    String token = more ? keys.get(KEYS_OF_PAGE - 1) : "";
    xml.append(more ? "<NextContinuationToken>" + token + "</NextContinuationToken>" : "");
    return xml.append("<IsTruncated>" + more + "</IsTruncated></ListBucketResult>").toString();
  }

  private static void sendObject(HttpExchange exchange, byte @Nullable [] object)
      throws IOException {
    if (object == null) {
      sendMissing(exchange, "NoSuchKey");
      return;
    }
    exchange.getResponseHeaders().set("ETag", '"' + md5(object) + '"');
    exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(object.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
    int length = object.length - from;
    exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(object, from, length);
    }
  }

  private static void sendMissing(HttpExchange exchange, String code) throws IOException {
    if (isHead(exchange)) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      sendXml(exchange, 404, "<Error><Code>" + code + "</Code></Error>");
    }
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  private static void sendXml(HttpExchange exchange, String xml) throws IOException {
    sendXml(exchange, 200, xml);
  }

  private static void sendXml(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] bytes = ("<?xml version=\"1.0\"?>" + xml).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** What was sent, without the signatures that stand between its pieces. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length") == null) {
      return sent;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (at < sent.length) {
      int line = at;
      while (sent[line] != '\r') {
        line++;
      }
      String head = new String(Arrays.copyOfRange(sent, at, line), StandardCharsets.US_ASCII);
      int length = Integer.parseInt(head.replaceFirst(";.*", ""), 16);
      body.write(sent, line + 2, length);
      at = length == 0 ? sent.length : line + 2 + length + 2;
    }
    return body.toByteArray();
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> values = new TreeMap<>();
    for (String word : query == null ? new String[0] : query.split("&", -1)) {
      values.put(
          word.replaceFirst("=.*", ""), word.contains("=") ? word.replaceFirst("[^=]*=", "") : "");
    }
    return values;
  }

  private static List<String> texts(String pattern, String xml) {
    List<String> texts = new ArrayList<>();
    for (MatchResult match : Pattern.compile(pattern).matcher(xml).results().toList()) {
      texts.add(match.group(1));
    }
    return texts;
  }

  private static String etag(byte[] object) {
    return "<ETag>&quot;"
        + md5(object)
        + "&quot;</ETag><LastModified>"
        + LAST_MODIFIED
        + "</LastModified>";
  }

  private static String md5(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
      return "%032x".formatted(new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
