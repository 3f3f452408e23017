package dev.mainstem.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of the project, and what stands in them. */
final class Documents {

  private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)\\s*");
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?)\\s*");
  private static final Pattern CODE = Pattern.compile("(`+) ?(.+?) ?\\1(?!`)");

  private Documents() {}

  /**
   * A fenced block.
   *
   * @param line on which its text begins, from 1
   * @param language the word behind the fence, or nothing
   */
  record Block(Path document, int line, String language, String text) {

    @Override
    public String toString() {
      return document + ":" + line;
    }
  }

  /** README.md, and those of docs, runners and pipelines. */
  static List<Path> all() {
    List<Path> documents = new ArrayList<>();
    if (Files.exists(Path.of("README.md"))) {
      documents.add(Path.of("README.md"));
    }
    for (String folder : List.of("docs", "runners", "pipelines", "benchmarks")) {
      documents.addAll(below(Path.of(folder)));
    }
    return documents;
  }

  private static List<Path> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path document) {
    try {
      return Files.readAllLines(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blocks of a document, in order. */
  static List<Block> blocks(Path document) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = lines(document);
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int begin = i + 1;
        i = begin;
        while (i < lines.size() && !FENCE.matcher(lines.get(i)).matches()) {
          i++;
        }
        String text = String.join("\n", lines.subList(begin, i)) + "\n";
        blocks.add(new Block(document, begin + 1, fence.group(1), text));
      }
    }
    return blocks;
  }

  /** The lines of a document that stand in no block. */
  static List<String> prose(Path document) {
    List<String> prose = new ArrayList<>();
    boolean block = false;
    for (String line : lines(document)) {
      boolean fence = FENCE.matcher(line).matches();
      if (!fence && !block) {
        prose.add(line);
      }
      block ^= fence;
    }
    return prose;
  }

  /** The headings of a document, without their marks. */
  static List<String> headings(Path document) {
    return prose(document).stream()
        .map(HEADING::matcher)
        .filter(Matcher::matches)
        .map(heading -> heading.group(2))
        .toList();
  }

  /** The prose behind a heading such as {@code ## run}, up to the next of its level or above. */
  static List<String> section(Path document, String heading) {
    int level = heading.indexOf(' ');
    return prose(document).stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.matches("#{1," + level + "} .*"))
        .toList();
  }

  /** The texts between backticks, with the bars that tables want escaped as they are meant. */
  static List<String> codeIn(String line) {
    return CODE.matcher(line).results().map(code -> code.group(2).replace("\\|", "|")).toList();
  }

  /** The first cells of all tables of a document whose head begins with a word. */
  static List<String> firstCells(List<String> prose, String head) {
    List<String> cells = new ArrayList<>();
    boolean wanted = false;
    for (String line : prose) {
      if (!line.startsWith("|")) {
        wanted = false;
      } else if (line.startsWith("| " + head + " |")) {
        wanted = true;
      } else if (wanted && !line.startsWith("|-")) {
        cells.add(line.replaceFirst("^\\| *(.*?) *(?<!\\\\)\\|.*", "$1"));
      }
    }
    return cells;
  }
}
