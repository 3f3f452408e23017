package dev.mainstem.spec;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dialect of CSV.
 *
 * @param header whether the first row names the columns, or would if {@code columns} did not
 * @param columns the names of the columns instead of the header's; empty to take the header's
 * @param nullValues the cells that stand for null, compared as they are
 * @param charset the name of a charset
 * @param multiline whether quotes may hold line breaks
 * @param ignoreExtraColumns whether a row may have more cells than there are columns
 * @param comment what a line begins with that is no row, or null
 */
public record CsvSpec(
    char delimiter,
    char quote,
    boolean header,
    List<String> columns,
    List<String> nullValues,
    String charset,
    boolean multiline,
    boolean ignoreExtraColumns,
    @Nullable Character comment)
    implements Serializable {

  /** RFC 4180 with a header, in UTF-8, where an empty cell is null. */
  public static final CsvSpec RFC_4180 =
      new CsvSpec(',', '"', true, List.of(), List.of(""), "UTF-8", false, false, null);

  public CsvSpec {
    columns = List.copyOf(columns);
    nullValues = List.copyOf(nullValues);
  }

  /** The charset itself, which is not serialisable. */
  public Charset charsetOf() {
    return Charset.forName(charset);
  }

  /**
   * The dialect of keys and values such as a definition has them.
   *
   * @throws DefinitionException if they are no dialect; the keys of the problems are those given
   */
  public static CsvSpec of(Map<String, ?> keys) {
    Variables none = new Variables(Map.of(), name -> null);
    Problems problems = new Problems(none);
    Node node = BuiltDocument.of(keys, Position.startOf("csv"), none);
    CsvSpec spec = read(new Section((Node.Mapping) node, "", problems));
    problems.throwIfAny();
    return spec;
  }

  static CsvSpec read(Section section) {
    char delimiter = section.get("delimiter").flatMap(CsvSpec::readChar).orElse(',');
    char quote = section.get("quote").flatMap(CsvSpec::readChar).orElse('"');
    Optional<Value> columnNames = section.get("columns");
    List<String> columns = columnNames.map(CsvSpec::readColumns).orElse(List.of());
    boolean header = section.get("header").flatMap(Value::flag).orElse(true);
    CsvSpec spec =
        new CsvSpec(
            delimiter,
            quote,
            header,
            columns,
            section.get("null_values").map(v -> v.texts("a list of texts")).orElse(List.of("")),
            section.get("charset").flatMap(CsvSpec::readCharset).orElse("UTF-8"),
            section.get("multiline").flatMap(Value::flag).orElse(false),
            section.get("extra_columns").flatMap(v -> v.oneOf(ExtraColumns.class)).orElse(null)
                == ExtraColumns.IGNORE,
            section.get("comment").flatMap(CsvSpec::readChar).orElse(null));
    if (!header && columnNames.isEmpty()) {
      section.problem("without a header the columns need names: columns: [a, b, c]");
    }
    spec.checkCharacters(section);
    section.done();
    return spec;
  }

  private enum ExtraColumns {
    REJECT,
    IGNORE
  }

  private void checkCharacters(Section section) {
    boolean comments = comment != null && (comment == delimiter || comment == quote);
    if (delimiter == quote || comments) {
      section.problem("delimiter, quote and comment must be three different characters");
    }
    if (charset.startsWith("UTF-16") || charset.startsWith("UTF-32")) {
      return;
    }
    String marks = "" + delimiter + quote + (comment == null ? "" : comment);
    if (marks.chars().anyMatch(c -> c > 127)) {
      section.problem("delimiter, quote and comment must be ASCII characters in " + charset);
    } else if (marks.chars().anyMatch(this::isPartOfCharacters)) {
      section.problem(
          "delimiter and quote must not be bytes that characters of %s contain; take a comma, a"
                  .formatted(charset)
              + " semicolon or a tab");
    }
  }

  /** In the East Asian charsets, letters, digits and {@code |} are also second bytes of others. */
  private boolean isPartOfCharacters(int mark) {
    boolean wide = charsetOf().newEncoder().maxBytesPerChar() > 1 && !charset.equals("UTF-8");
    return wide && (mark >= 0x40 || Character.isDigit(mark));
  }

  /** One character that is no line break, unless it is something else; then that is noted. */
  public static Optional<Character> readChar(Value value) {
    String what = "a single character that is no line break";
    Optional<String> text = value.text(what);
    if (text.isPresent() && (text.get().length() != 1 || "\r\n".contains(text.get()))) {
      value.expected(what);
      return Optional.empty();
    }
    return text.map(t -> t.charAt(0));
  }

  private static List<String> readColumns(Value value) {
    List<String> columns = value.texts("a list of column names");
    if (columns.isEmpty()) {
      value.expected("at least one column name");
    }
    columns.stream()
        .filter(name -> columns.indexOf(name) != columns.lastIndexOf(name))
        .distinct()
        .forEach(name -> value.problem("the column " + name + " stands twice"));
    return columns;
  }

  private static Optional<String> readCharset(Value value) {
    String what = "the name of a charset such as UTF-8, ISO-8859-1 or windows-1252";
    Optional<String> text = value.word(what);
    try {
      Optional<String> name = text.map(Charset::forName).map(Charset::name);
      if (name.isPresent() && !hasPlainLineBreaks(Charset.forName(name.get()))) {
        value.problem("rows can't be told apart in " + name.get() + "; convert the file to UTF-8");
      }
      return name;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      value.expected(what);
      return Optional.empty();
    }
  }

  /**
   * Whether line breaks, quotes and delimiters are the bytes or units of their ASCII codes,
   * whatever stands around them: so in UTF-8, UTF-16 and UTF-32, the ISO 8859 family, the Windows
   * and Mac code pages and the common East Asian ones, not in EBCDIC or in charsets with shift
   * states.
   */
  private static boolean hasPlainLineBreaks(Charset charset) {
    String name = charset.name().toUpperCase(Locale.ROOT);
    if (name.startsWith("UTF-16") || name.startsWith("UTF-32")) {
      return true;
    }
    String marks = "\r\n\",;|\t#a0";
    return charset.canEncode()
        && !name.contains("2022")
        && !name.contains("UTF-7")
        && Arrays.equals(marks.getBytes(charset), marks.getBytes(StandardCharsets.US_ASCII));
  }
}
