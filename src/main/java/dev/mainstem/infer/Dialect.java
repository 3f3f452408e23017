package dev.mainstem.infer;

import dev.mainstem.convert.CellType;
import dev.mainstem.spec.FieldType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The dialect of a CSV file, by its first bytes: the delimiter that parts most of its rows into the
 * same number of cells, and whether the first row can be names.
 *
 * @param keys what a definition says of it, by the keys of {@code history.csv}
 */
record Dialect(Map<String, Object> keys) {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int MAX_ROWS = 200;

  /** The dialect that the beginning of a file is in. */
  static Dialect of(byte[] head) {
    Map<String, Object> keys = new LinkedHashMap<>();
    String charset = charset(head);
    String text = new String(head, Charset.forName(charset));
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!charset.equals("UTF-8")) {
      keys.put("charset", charset);
    }
    if (text.startsWith("#")) {
      keys.put("comment", "#");
    }
    List<List<String>> rows = rowsOf(text, keys);
    if (!rows.isEmpty() && !isHeader(rows.get(0))) {
      keys.put("header", false);
      keys.put(
          "columns", IntStream.rangeClosed(1, rows.get(0).size()).mapToObj(i -> "c" + i).toList());
    }
    return new Dialect(keys);
  }

  private static List<List<String>> rowsOf(String text, Map<String, Object> keys) {
    List<List<String>> best = List.of();
    double most = -1;
    for (char delimiter : DELIMITERS) {
      List<List<String>> rows = HeadRows.of(text, delimiter, keys.containsKey("comment"), MAX_ROWS);
      double score = score(rows);
      if (score > most) {
        most = score;
        best = rows;
        if (delimiter != ',') {
          keys.put("delimiter", String.valueOf(delimiter));
        }
      }
    }
    if (best.stream().flatMap(List::stream).anyMatch(cell -> cell.indexOf('\n') >= 0)) {
      keys.put("multiline", true);
    }
    return best;
  }

  /** The share of rows with as many cells as most; none where nothing is parted. */
  private static double score(List<List<String>> rows) {
    Map<Integer, Integer> sizes = new LinkedHashMap<>();
    rows.forEach(row -> sizes.merge(row.size(), 1, Integer::sum));
    return sizes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(mode -> mode.getKey() > 1)
        .map(mode -> (double) mode.getValue() / rows.size())
        .orElse(0.0);
  }

  /** Names are there, differ, and are no values. */
  private static boolean isHeader(List<String> row) {
    return new HashSet<>(row).size() == row.size()
        && row.stream().noneMatch(cell -> cell.isBlank() || isValue(cell));
  }

  private static boolean isValue(String cell) {
    CellType type = new CellType();
    type.add(cell);
    TimeGuess time = new TimeGuess("");
    time.add(cell);
    return type.type() != FieldType.STRING || time.best().isPresent();
  }

  private static String charset(byte[] head) {
    int mark = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      return "UTF-16";
    }
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    // the head may end within a character, which is no fault
    CoderResult result =
        utf8.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false);
    return result.isError() ? "windows-1252" : "UTF-8";
  }
}
