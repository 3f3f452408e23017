package dev.mainstem.history;

import dev.mainstem.record.BadValue;
import dev.mainstem.record.Cells;
import dev.mainstem.record.CsvLine;
import dev.mainstem.record.JsonRecords;
import dev.mainstem.record.RowParser;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.StreamSpec;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.values.Row;

/** Makes the rows of one file out of the texts of its records. Not thread-safe. */
abstract sealed class LineParser {

  /** The parser for a file of a history. */
  static LineParser of(StreamSpec stream, HistorySpec history, HistoryFile file) {
    return history.format() == Format.CSV
        ? new Csv(stream, history.csv(), file)
        : new Json(stream, file);
  }

  /** Whether the text is no record at all: a blank line or a comment. */
  abstract boolean isNoRecord(String text);

  /**
   * Parses the text of a record.
   *
   * @throws BadValue if all of it is bad
   */
  abstract void parse(
      String text, RowParser.Surroundings surroundings, JsonRecords.Receiver receiver)
      throws BadValue;

  /**
   * The same for a record that is ASCII, and may be none at all.
   *
   * @param from where it begins among the bytes
   * @param to where it ends
   */
  abstract void parse(
      byte[] bytes,
      int from,
      int to,
      RowParser.Surroundings surroundings,
      JsonRecords.Receiver receiver)
      throws BadValue;

  /** What parses the fields. */
  abstract RowParser rows();

  private static final class Csv extends LineParser {

    private final CsvSpec dialect;
    private final CsvLine csv;
    private final Cells cells = new Cells();
    private final RowParser rows;
    private final int columns;

    Csv(StreamSpec stream, CsvSpec dialect, HistoryFile file) {
      this.dialect = dialect;
      this.csv = new CsvLine(dialect);
      this.columns = file.columns().size();
      this.rows =
          new RowParser(stream, file.columns()::indexOf, file.pathFields(), dialect.nullValues());
    }

    @Override
    boolean isNoRecord(String text) {
      return text.isEmpty() || isComment(text.charAt(0));
    }

    private boolean isComment(int first) {
      Character comment = dialect.comment();
      return comment != null && first == comment;
    }

    @Override
    void parse(String text, RowParser.Surroundings surroundings, JsonRecords.Receiver receiver)
        throws BadValue {
      csv.split(text, cells);
      receiver.row(row(surroundings));
    }

    @Override
    void parse(
        byte[] bytes,
        int from,
        int to,
        RowParser.Surroundings surroundings,
        JsonRecords.Receiver receiver)
        throws BadValue {
      if (from == to || isComment(bytes[from])) {
        return;
      }
      csv.split(bytes, from, to, cells);
      receiver.row(row(surroundings));
    }

    private Row row(RowParser.Surroundings surroundings) throws BadValue {
      int count = cells.count();
      if (count < columns || (count > columns && !dialect.ignoreExtraColumns())) {
        throw new BadValue("expected " + columns + " cells", Integer.toString(count));
      }
      return rows.parse(cells, surroundings);
    }

    @Override
    RowParser rows() {
      return rows;
    }
  }

  private static final class Json extends LineParser {

    private final JsonRecords records;

    Json(StreamSpec stream, HistoryFile file) {
      this.records = new JsonRecords(stream, file.pathFields());
    }

    @Override
    boolean isNoRecord(String text) {
      return text.isBlank();
    }

    @Override
    void parse(String text, RowParser.Surroundings surroundings, JsonRecords.Receiver receiver)
        throws BadValue {
      records.parse(text, surroundings, receiver);
    }

    @Override
    void parse(
        byte[] bytes,
        int from,
        int to,
        RowParser.Surroundings surroundings,
        JsonRecords.Receiver receiver)
        throws BadValue {
      String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
      if (!isNoRecord(text)) {
        parse(text, surroundings, receiver);
      }
    }

    @Override
    RowParser rows() {
      return records.rows();
    }
  }
}
