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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.runners.core.metrics.DefaultMetricResults;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.flink.api.common.JobStatus;
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

    assertThat(job(LONG).awaitEnd().status()).isEqualTo(JobStatus.FINISHED);
  }

  @Test
  void aJobManagerThatIsStillStartingIsWaitedFor() throws Exception {
    answers(new Answer(503, "{\"errors\": []}"), new Answer(200, FINISHED));

    assertThat(job(LONG).awaitEnd().status()).isEqualTo(JobStatus.FINISHED);
  }

  @Test
  void aJobManagerThatDoesNotKnowTheJobYetIsWaitedFor() throws Exception {
    answers(new Answer(404, "{\"errors\": []}"), new Answer(200, FINISHED));

    assertThat(job(LONG).awaitEnd().status()).isEqualTo(JobStatus.FINISHED);
  }

  @Test
  void oneThatNeverKnowsTheJobIsGivenUp() {
    answers(new Answer(404, "{\"errors\": []}"));

    assertThatThrownBy(() -> job(SHORT).awaitEnd())
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "no answer about the job from Flink at %s for 0 s: it knows nothing of the job. If the"
                + " job goes on there, it does so without this launch",
            address());
  }

  @Test
  void oneThatDoesNotComeBackIsGivenUp() {
    server.stop(0);

    assertThatThrownBy(() -> job(SHORT).awaitEnd())
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
    gives("", () -> "{}");
    gives("/accumulators", () -> "{}");
    gives("/checkpoints", () -> "{\"counts\": {\"completed\": 3}}");
    gives("/metrics", () -> "[{\"id\": \"numRestarts\", \"value\": \"2\"}]");

    assertThat(job(LONG).look())
        .isEqualTo(
            new JobState(
                new Counts(Map.of(), Map.of()), Instant.parse("2026-01-01T01:00:00Z"), 3, 2));
  }

  /** Flink has put an underscore in the place of each blank, dot, colon and comma. */
  @Test
  void whatTasksHaveCountedThatAreStillAtWorkCounts() throws Exception {
    String rows = "live/Parse.mainstem_live/rows";
    String rule = "live/Parse.mainstem_live/rejected/ended_at__expected_a_date";
    String late = "Group.org_apache_beam_Late_droppedDueToLateness";
    String owned = "Owned.mainstem_live/owned/event_time";
    gives("", () -> "{\"vertices\": [{\"id\": \"v\", \"parallelism\": 2}]}");
    gives(
        "/vertices/v/subtasks/metrics",
        Map.of(
            "agg=sum",
            metrics("numRecordsIn", "", rows, "", rule, "", late, "", owned, ""),
            "agg=sum&get=%s,%s,%s,%s".formatted(rows, rule, late, owned),
            metrics(rows, "7.0", rule, "2.0", late, "1.0")));
    gives(
        "/vertices/v/metrics",
        Map.of(
            "get=0.%s,1.%s".formatted(owned, owned),
            metrics(
                "0." + owned,
                "DistributionResult{sum=0, count=3, min=1000, max=3000}",
                "1." + owned,
                "DistributionResult{sum=0, count=4, min=2000, max=9000}")));

    Counts counts = Counts.of(FlinkMetrics.with(FlinkTaskMetrics.of(job(LONG)), ended(List.of())));

    assertThat(counts.byName())
        .isEqualTo(
            Map.of("live/rows", 7L, "live/rejected/ended_at: expected a date", 2L, "late", 1L));
    assertThat(counts.times("live", "owned")).contains(TimeSpan.of(1000, 9000, 7));
  }

  @Test
  void aTaskThatHasEndedIsNotCountedTwice() throws Exception {
    MetricKey rule =
        MetricKey.create("Parse", MetricName.named("mainstem", "live/rejected/a b: c.d, e"));
    String name = "Parse.mainstem_live/rejected/a_b__c_d__e";
    gives("", () -> "{\"vertices\": [{\"id\": \"v\", \"parallelism\": 1}]}");
    gives(
        "/vertices/v/subtasks/metrics",
        Map.of("agg=sum", metrics(name, ""), "agg=sum&get=" + name, metrics(name, "4.0")));

    MetricResults ended = ended(List.of(MetricResult.attempted(rule, 5L)));
    Counts counts = Counts.of(FlinkMetrics.with(FlinkTaskMetrics.of(job(LONG)), ended));

    assertThat(counts.byName()).isEqualTo(Map.of("live/rejected/a b: c.d, e", 5L));
  }

  /** The counters of tasks that have ended. */
  private static MetricResults ended(List<MetricResult<Long>> counters) {
    return new DefaultMetricResults(
        counters, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Metrics as Flink gives them, from names and values in turn. */
  private static String metrics(String... words) {
    return IntStream.range(0, words.length / 2)
        .mapToObj(
            i ->
                "{\"id\": \"%1$s\", \"sum\": \"%2$s\", \"value\": \"%2$s\"}"
                    .formatted(words[2 * i], words[2 * i + 1]))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private void gives(String path, Supplier<String> answer) {
    server.createContext(
        "/jobs/0123" + path, exchange -> answer(exchange, new Answer(200, answer.get())));
  }

  /** The same of a path that answers other things to other queries. */
  private void gives(String path, Map<String, String> answers) {
    server.createContext(
        "/jobs/0123" + path,
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          answer(exchange, new Answer(200, answers.getOrDefault(query, "[]")));
        });
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
