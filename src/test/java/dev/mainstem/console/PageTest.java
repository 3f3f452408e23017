package dev.mainstem.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mainstem.picture.Box;
import dev.mainstem.picture.Box.Kind;
import dev.mainstem.picture.Graph;
import dev.mainstem.testing.Runs;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page as a file, and texts in it that would like to be more than texts. */
class PageTest {

  private static final String HOSTILE =
      "</script></title><img src=x onerror=alert(1)><!-- {scripts} ' \" & $1 \\";

  private static final Page PAGE =
      new Page(
          HOSTILE,
          new Graph(
              List.of(
                  new Box("stream", Kind.STREAM, HOSTILE, List.of(HOSTILE), List.of()),
                  new Box(HOSTILE, Kind.STEP, HOSTILE, List.of(), List.of("stream")))));

  private static int times(String text, String pattern) {
    Matcher found = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text);
    int times = 0;
    while (found.find()) {
      times++;
    }
    return times;
  }

  @Test
  void aHostileTextStaysAText() {
    String state = JsonNodeFactory.instance.objectNode().put("name", HOSTILE).toString();
    String page = PAGE.whole(state);
    assertThat(page).doesNotContain("<img");
    assertThat(times(page, "</script")).isEqualTo(3);
    assertThat(times(page, "</title")).isEqualTo(1);
    assertThat(PAGE.served(state)).doesNotContain("<img");
    assertThat(times(PAGE.served(state), "</script")).isEqualTo(3);
  }

  @Test
  void theStateComesOutAsItWentIn() {
    String state = JsonNodeFactory.instance.objectNode().put("name", HOSTILE).toString();
    Matcher inlined =
        Pattern.compile("id=\"state\">(.*?)</script>", Pattern.DOTALL).matcher(PAGE.whole(state));
    assertThat(inlined.find()).isTrue();
    assertThat(Runs.json(inlined.group(1)).path("name").asText()).isEqualTo(HOSTILE);
  }

  /** A policy that names texts: whatever else would be a script or a style is none. */
  @Test
  void theFileRunsNoScriptButItsOwn() {
    assertThat(PAGE.whole("{}"))
        .containsPattern(
            "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:;"
                + " style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}' 'sha256-[^']{44}'\"")
        .doesNotContain("src=\"http", "unsafe-inline", " style=\"");
  }

  @Test
  void theLibraryComesWithItsLicence() {
    assertThat(Page.library()).contains("The MIT License (MIT)", "uPlot");
  }
}
