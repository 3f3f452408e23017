package dev.mainstem.convert;

/** How records are written down. */
public enum OutputFormat {
  /** One JSON object a line. */
  LINES(LineWriter::new),
  /** One JSON array, an element a line: the shape of pandas' {@code orient="records"}. */
  ARRAY(ArrayWriter::new),
  /** RFC 4180 with a header. */
  CSV(CsvWriter::new);

  @SuppressWarnings("ImmutableEnumChecker") // they are method references
  private final RecordWriter.Factory writer;

  OutputFormat(RecordWriter.Factory writer) {
    this.writer = writer;
  }

  /** What writes it. */
  RecordWriter.Factory writer() {
    return writer;
  }
}
