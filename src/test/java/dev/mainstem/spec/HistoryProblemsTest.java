package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be wrong with a history: the line that replaces one of {@link Definitions#RIGHT}, and
 * every problem that is told.
 */
class HistoryProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          10 ¦ path: [] ¦ 10:9 history.path: expected a glob or a list of globs, found a list
          10 ¦ path: "" ¦ 10:9 history.path: expected a glob or a list of globs, found ""
          10 ¦ path: {a: b} ¦ 10:9 history.path: expected a glob or a list of globs, found a mapping
          10 ¦ paht: x ¦ 10:3 history.paht: no such key (did you mean path?); there are path, format, csv, path_fields, order and disorder && 10:3 history.path: is missing: the files, as a glob or a list of globs
          10 ¦ format: cvs ¦ 10:3 history.path: is missing: the files, as a glob or a list of globs && 10:11 history.format: expected csv, json, avro or parquet, found "cvs" (did you mean csv?)
          10 ¦ path: [a.csv, [b.csv]] ¦ 10:17 history.path[1]: expected a glob or a list of globs, found a list
          11 ¦ csv: {delimiter: ";;"} ¦ 11:20 history.csv.delimiter: expected a single character that is no line break, found ";;"
          11 ¦ csv: {delimiter: "\\n"} ¦ 11:20 history.csv.delimiter: expected a single character that is no line break, found "\\n"
          11 ¦ csv: {delimiter: "'", quote: "'"} ¦ 11:8 history.csv: delimiter, quote and comment must be three different characters
          11 ¦ csv: {comment: ","} ¦ 11:8 history.csv: delimiter, quote and comment must be three different characters
          11 ¦ csv: {header: yes} ¦ 11:17 history.csv.header: expected true or false, found "yes"
          11 ¦ csv: {header: false} ¦ 11:8 history.csv: without a header the columns need names: columns: [a, b, c]
          11 ¦ csv: {columns: []} ¦ 11:18 history.csv.columns: expected at least one column name, found a list
          11 ¦ csv: {columns: [a, b, a]} ¦ 11:18 history.csv.columns: the column a stands twice
          11 ¦ csv: {charset: UTF-9} ¦ 11:18 history.csv.charset: expected the name of a charset such as UTF-8, ISO-8859-1 or windows-1252, found "UTF-9"
          11 ¦ csv: {charset: IBM037} ¦ 11:18 history.csv.charset: rows can't be told apart in IBM037; convert the file to UTF-8
          11 ¦ csv: {charset: ISO-2022-JP} ¦ 11:18 history.csv.charset: rows can't be told apart in ISO-2022-JP; convert the file to UTF-8
          11 ¦ csv: {charset: latin1, delimiter: "¶"} ¦ 11:8 history.csv: delimiter, quote and comment must be ASCII characters in ISO-8859-1
          11 ¦ csv: {charset: Shift_JIS, delimiter: "|"} ¦ 11:8 history.csv: delimiter and quote must not be bytes that characters of Shift_JIS contain; take a comma, a semicolon or a tab
          11 ¦ csv: {extra_columns: keep} ¦ 11:24 history.csv.extra_columns: expected reject or ignore, found "keep"
          11 ¦ csv: {extra_columns: ignor} ¦ 11:24 history.csv.extra_columns: expected reject or ignore, found "ignor" (did you mean ignore?)
          11 ¦ csv: {null_values: [{}]} ¦ 11:23 history.csv.null_values[0]: expected a list of texts, found a mapping
          11 ¦ csv: {multline: true} ¦ 11:9 history.csv.multline: no such key (did you mean multiline?); there are delimiter, quote, columns, header, null_values, charset, multiline, extra_columns and comment
          11 ¦ disorder: stop ¦ 11:3 history.disorder: has a meaning only with order: event_time
          11 ¦ order: time ¦ 11:10 history.order: expected any or event_time, found "time"
          11 ¦ path_fields: "\\\\d+" ¦ 11:16 history.path_fields: expected a regular expression with named groups such as (?<year>\\d{4}), found "\\d+"
          11 ¦ path_fields: "(?<grade>" ¦ 11:16 history.path_fields: expected a regular expression with named groups such as (?<year>\\d{4}) (Unclosed group), found "(?<grade>"
          11 ¦ path_fields: "(?<ids>\\\\w+).*" ¦ 11:16 history.path_fields: the group ids is no field of stream.schema (did you mean id?)
          """)
  void problemsOfTheHistoryAreTold(int line, String text, String problems) {
    assertThat(Definitions.problems(Definitions.with(line, text)))
        .containsExactly(problems.split(" && "));
  }
}
