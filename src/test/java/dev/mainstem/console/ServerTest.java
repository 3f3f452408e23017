package dev.mainstem.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.testing.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read the page, and what there is to be read. */
@Timeout(30)
class ServerTest {

  @TempDir Path folder;

  private Console console;
  private String url = "";

  @BeforeEach
  void open() {
    Plan plan =
        Plan.of(
            DefinitionReader.parse(
                """
                name: served
                stream: {schema: {n: int64, at: timestamp}, event_time: at}
                history: {path: history/*.csv}
                sinks: [{type: WriteToJson, config: {path: out/rows}}]
                """,
                folder,
                Runs.noVariables()));
    console = Pages.open(plan, 0);
    url = console.url().orElseThrow();
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void thePageFetchesNothingFromElsewhere() {
    String page = Pages.get(url, "/");
    assertThat(page)
        .startsWith("HTTP/1.1 200 OK")
        .containsIgnoringCase("content-security-policy: default-src 'none'; script-src 'self'")
        .contains("<title>served · Mainstem</title>", "data-name=\"/history\"")
        .doesNotContain("src=\"http", "href=\"http", "{graph}", "{scripts}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console.css", "/console.js", "/uplot.js"})
  void whatThePageNeedsIsThere(String path) {
    assertThat(Pages.get(url, path)).startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void theStateIsJson() {
    assertThat(Pages.json(Pages.get(url, "/state.json")).path("phase").asText())
        .isEqualTo("starting");
  }

  @Test
  void aPathThatThereIsNotIsNotFound() {
    assertThat(Pages.get(url, "/etc/passwd")).startsWith("HTTP/1.1 404");
    assertThat(Pages.get(url, "/../console.css")).startsWith("HTTP/1.1 404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS"})
  void thePageIsOnlyRead(String method) {
    assertThat(Pages.answer(url, method, "/state.json", "Host: localhost", "Content-Length: 0"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET");
  }

  /** As a page from elsewhere asks whose name was made to lead to this machine. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: 127.0.0.1.evil.example:80",
        "Host: localhost@evil",
        "Host: "
      })
  void aForeignNameIsRefused(String host) {
    for (String path : new String[] {"/", "/state.json", "/events", "/nothing"}) {
      assertThat(Pages.answer(url, "GET", path, host)).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void whoListensGetsAllOfItFirstAndThenWhatChanges() throws IOException {
    try (BufferedReader events = listen()) {
      assertThat(next(events)).contains("\"phase\":\"starting\"", "\"points\":[]");
      console.say("something was said");
      assertThat(next(events))
          .isEqualTo("{\"messages\":[\"console: %s\",\"something was said\"]}".formatted(url));
      console.failed("it broke");
      assertThat(next(events)).isEqualTo("{\"failure\":\"it broke\"}");
      assertThat(next(events)).isEqualTo("{\"phase\":\"failed\"}");
    }
  }

  @Test
  void whoListensHasTheEndBeforeTheServerGoes() throws IOException {
    try (BufferedReader events = listen()) {
      next(events);
      console.failed("it broke");
      console.close();
      assertThat(events.lines().filter(line -> line.startsWith("data: ")))
          .containsExactly("data: {\"failure\":\"it broke\"}", "data: {\"phase\":\"failed\"}");
    }
    assertThat(console.url()).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsSaidSo() {
    int port = URI.create(url).getPort();
    assertThatThrownBy(
            () ->
                Server.start(
                    port,
                    new Page(
                        "x", Pages.graph(DefinitionReader.parse(ANY, folder, Runs.noVariables()))),
                    new PageState(text -> text)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("--console: port %d is taken already", port);
  }

  private static final String ANY =
      """
      name: other
      stream: {schema: {n: int64, at: timestamp}, event_time: at}
      history: {path: history/*.csv}
      sinks: [{type: WriteToConsole}]
      """;

  private BufferedReader listen() throws IOException {
    URL events = URI.create(url + "events").toURL();
    return new BufferedReader(new InputStreamReader(events.openStream(), StandardCharsets.UTF_8));
  }

  /** The data of the next event. */
  private static String next(BufferedReader events) throws IOException {
    String line = events.readLine();
    while (line != null && !line.startsWith("data: ")) {
      line = events.readLine();
    }
    return line == null ? "" : line.substring("data: ".length());
  }
}
