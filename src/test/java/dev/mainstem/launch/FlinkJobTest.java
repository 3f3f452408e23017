package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job whose JobManager dies and comes back: here, an answer that is missing for a while. */
@Timeout(30)
class FlinkJobTest {

  private static final String FINISHED = "{\"status\": \"FINISHED\", \"state\": \"FINISHED\"}";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  /** An answer: its status, where 0 closes the connection without one, and its text. */
  private record Answer(int status, String text) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aConnectionThatBreaksIsMadeAgain() throws Exception {
    answers(new Answer(0, ""), new Answer(0, ""), new Answer(200, FINISHED));

    assertThat(job(LONG).awaitEnd(false)).isEqualTo("FINISHED");
  }

  @Test
  void aJobManagerThatIsStillStartingIsWaitedFor() throws Exception {
    answers(new Answer(503, "{\"errors\": []}"), new Answer(200, FINISHED));

    assertThat(job(LONG).awaitEnd(false)).isEqualTo("FINISHED");
  }

  @Test
  void aJobManagerThatDoesNotKnowTheJobYetIsWaitedFor() throws Exception {
    answers(new Answer(404, "{\"errors\": []}"), new Answer(200, FINISHED));

    assertThat(job(LONG).awaitEnd(false)).isEqualTo("FINISHED");
  }

  @Test
  void oneThatNeverKnowsTheJobIsGivenUp() {
    answers(new Answer(404, "{\"errors\": []}"));

    assertThatThrownBy(() -> job(SHORT).awaitEnd(false))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "no answer about the job from Flink at %s for 0 s: it knows nothing of the job. If the"
                + " job goes on there, it does so without this launch",
            address());
  }

  @Test
  void oneThatDoesNotComeBackIsGivenUp() {
    server.stop(0);

    assertThatThrownBy(() -> job(SHORT).awaitEnd(false))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("for 0 s: nothing listens there.");
  }

  @Test
  void howFarAJobIsIsTheWatermarkThatAllOfItsLastTasksHaveReached() throws Exception {
    long one = Instant.parse("2026-01-01T01:00:00Z").toEpochMilli();
    long end = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
    gives(
        "/plan",
        () ->
            "{\"plan\": {\"nodes\": [{\"id\": \"a\"}, {\"id\": \"b\","
                + " \"inputs\": [{\"id\": \"a\"}]}, {\"id\": \"c\"}]}}");
    gives("/vertices/b/watermarks", () -> "[{\"value\": \"%d\"}]".formatted(end));
    gives(
        "/vertices/c/watermarks",
        () -> "[{\"value\": \"%d\"}, {\"value\": \"%d\"}]".formatted(one + 1, one));
    gives("/accumulators", () -> "{}");
    gives("/checkpoints", () -> "{\"counts\": {\"completed\": 3}}");
    gives("/metrics", () -> "[{\"id\": \"numRestarts\", \"value\": \"2\"}]");

    assertThat(job(LONG).look())
        .isEqualTo(
            new JobState(
                new Counts(Map.of(), Map.of()), Instant.parse("2026-01-01T01:00:00Z"), 3, 2));
  }

  @Test
  void whatBecameOfTheLastCheckpointIsFetchedAsFlinkWouldWaitForThatAtItsEnd() throws Exception {
    AtomicInteger checkpoints = new AtomicInteger();
    AtomicInteger fetched = new AtomicInteger();
    long end = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
    gives(
        "/status",
        () -> "{\"status\": \"%s\"}".formatted(checkpoints.get() > 0 ? "FINISHED" : "RUNNING"));
    gives("", () -> FINISHED);
    gives("/plan", () -> "{\"plan\": {\"nodes\": [{\"id\": \"v\"}]}}");
    gives("/vertices/v/watermarks", () -> "[{\"value\": \"%d\"}]".formatted(end));
    gives(
        "/checkpoints", () -> "{\"request-id\": \"r%d\"}".formatted(checkpoints.incrementAndGet()));
    gives(
        "/checkpoints/r1",
        () ->
            "{\"status\": {\"id\": \"%s\"}}"
                .formatted(fetched.incrementAndGet() < 3 ? "IN_PROGRESS" : "COMPLETED"));

    assertThat(job(LONG).awaitEnd(true)).isEqualTo("FINISHED");
    assertThat(checkpoints).hasValue(1);
    assertThat(fetched).hasValue(3);
  }

  private void gives(String path, Supplier<String> answer) {
    server.createContext(
        "/jobs/0123" + path, exchange -> answer(exchange, new Answer(200, answer.get())));
  }

  private FlinkJob job(Duration patience) {
    return new FlinkJob(address(), "0123", patience);
  }

  private String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Has the server give these answers, one after the other, and the last one ever after. */
  private void answers(Answer... answers) {
    server.createContext(
        "/jobs/0123",
        exchange -> {
          int number = Math.min(asked.getAndIncrement(), answers.length - 1);
          answer(exchange, List.of(answers).get(number));
        });
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.status() != 0) {
      byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
