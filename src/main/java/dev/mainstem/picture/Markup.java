package dev.mainstem.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What SVG and HTML have in common. */
final class Markup {

  private Markup() {}

  /** Text between tags, and in the quotes of an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The element of a style sheet that lies beside this class. */
  static List<String> style(String sheet) {
    List<String> lines = new ArrayList<>(List.of("<style>"));
    try (InputStream in = Objects.requireNonNull(Markup.class.getResourceAsStream(sheet), sheet)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.add("</style>");
    return lines;
  }
}
