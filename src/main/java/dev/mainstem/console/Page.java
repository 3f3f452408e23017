package dev.mainstem.console;

import dev.mainstem.picture.Graph;
import dev.mainstem.picture.Markup;
import dev.mainstem.picture.Svg;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page of a run as text: for a server, which has style and scripts beside it, or whole in one
 * file. Either way it fetches nothing from elsewhere, and runs no script but its own, whatever the
 * data hold.
 */
final class Page {

  /** The library that draws the lines, and its licence. */
  private static final List<String> LIBRARY = List.of("uplot.LICENSE", "uPlot.iife.min.js");

  private static final List<String> OWN =
      List.of("text.js", "time.js", "axis.js", "charts.js", "results.js", "page.js");

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");

  private final String title;
  private final String graph;

  /**
   * The page of a run.
   *
   * @param name of the definition, without its secrets
   * @param graph without them too
   */
  Page(String name, Graph graph) {
    this.title = Markup.escaped(name);
    this.graph = String.join("\n", Svg.unstyled(graph, "The steps of " + name));
  }

  /**
   * The page of a server, with what there is to show now.
   *
   * @param state all that it shows, as JSON
   */
  String served(String state) {
    return filled(
        "",
        "<link rel=\"stylesheet\" href=\"console.css\">",
        inlined(state, " data-events=\"events\"")
            + "<script src=\"uplot.js\"></script>\n<script src=\"console.js\"></script>");
  }

  /**
   * The page in one file.
   *
   * @param state all that it shows, as JSON
   */
  String whole(String state) {
    String style = style();
    String library = library();
    String scripts = scripts();
    String policy =
        "default-src 'none'; img-src data:; style-src '%s'; script-src '%s' '%s'"
            .formatted(hash(style), hash(library), hash(scripts));
    return filled(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">".formatted(policy),
        "<style>%s</style>".formatted(style),
        inlined(state, "")
            + "<script>%s</script>\n<script>%s</script>".formatted(library, scripts));
  }

  /** JSON that ends no element and begins no comment. */
  private static String inlined(String json, String more) {
    return "<script type=\"application/json\" id=\"state\"%s>%s</script>\n"
        .formatted(more, json.replace("<", "\\u003c"));
  }

  /** In one pass: what is put in may look like a place to put something in. */
  private String filled(String policy, String style, String scripts) {
    Map<String, String> parts =
        Map.of(
            "title", title, "graph", graph, "policy", policy, "style", style, "scripts", scripts);
    return PLACE
        .matcher(resource("page.html"))
        .replaceAll(
            place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), place.group())));
  }

  /** The style sheet. */
  static String style() {
    return String.join("\n", resource("uPlot.min.css"), Svg.style(), resource("page.css"));
  }

  /** The library. */
  static String library() {
    return "/*\n%s*/\n%s".formatted(resource(LIBRARY.get(0)), resource(LIBRARY.get(1)));
  }

  /** The scripts of the page, whose names nobody else sees. */
  static String scripts() {
    return OWN.stream()
        .map(Page::resource)
        .collect(Collectors.joining("\n", "(function () {\n'use strict';\n", "\n})();\n"));
  }

  /** As a policy names a text that may stand in a page. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
