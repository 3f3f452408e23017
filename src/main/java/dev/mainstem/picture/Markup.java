package dev.mainstem.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What SVG and HTML have in common. */
public final class Markup {

  private Markup() {}

  /** Text between tags, and in the quotes of an attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The element of a style sheet that lies beside this class. */
  static List<String> style(String sheet) {
    List<String> lines = new ArrayList<>(List.of("<style>"));
    sheet(sheet).lines().forEach(lines::add);
    lines.add("</style>");
    return lines;
  }

  /** A style sheet that lies beside this class. */
  static String sheet(String name) {
    try (InputStream in = Objects.requireNonNull(Markup.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
