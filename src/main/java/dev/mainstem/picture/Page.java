package dev.mainstem.picture;

import java.util.ArrayList;
import java.util.List;

/** A graph and what is to be said of it, as a page that fetches nothing. */
public final class Page {

  private Page() {}

  /** Lines under a heading. */
  public record Section(String title, List<String> lines) {

    public Section {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The lines of the page.
   *
   * @param about below the title
   */
  public static List<String> of(String title, String about, Graph graph, List<Section> sections) {
    List<String> lines = new ArrayList<>();
    lines.add("<!doctype html>");
    lines.add("<html lang=\"en\"><head><meta charset=\"utf-8\">");
    lines.add("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    lines.add("<title>" + Markup.escaped(title) + "</title>");
    lines.addAll(Markup.style("page.css"));
    lines.add("</head><body>");
    lines.add("<h1>" + Markup.escaped(title) + "</h1>");
    lines.add("<p class=\"about\">" + Markup.escaped(about) + "</p>");
    lines.add("<div class=\"picture\">");
    lines.addAll(Svg.of(graph, title));
    lines.add("</div>");
    sections.forEach(section -> add(lines, section));
    lines.add("</body></html>");
    return lines;
  }

  private static void add(List<String> lines, Section section) {
    lines.add("<section><h2>" + Markup.escaped(section.title()) + "</h2><pre>");
    section.lines().forEach(line -> lines.add(Markup.escaped(line)));
    lines.add("</pre></section>");
  }
}
