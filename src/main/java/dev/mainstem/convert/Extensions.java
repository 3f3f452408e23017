package dev.mainstem.convert;

import dev.mainstem.spec.Format;
import java.util.Locale;
import java.util.Optional;

/** What the names of files say of their contents, below an ending for their compression. */
public final class Extensions {

  private Extensions() {}

  /** The format of an input. */
  static Optional<Format> formatOf(String name) {
    return switch (of(name)) {
      case "csv", "tsv" -> Optional.of(Format.CSV);
      case "json", "jsonl", "ndjson" -> Optional.of(Format.JSON);
      case "avro" -> Optional.of(Format.AVRO);
      case "parquet" -> Optional.of(Format.PARQUET);
      default -> Optional.empty();
    };
  }

  /** The format of an output. */
  public static Optional<OutputFormat> outputFormatOf(String name) {
    return switch (of(name)) {
      case "json" -> Optional.of(OutputFormat.ARRAY);
      case "jsonl", "ndjson" -> Optional.of(OutputFormat.LINES);
      case "csv" -> Optional.of(OutputFormat.CSV);
      default -> Optional.empty();
    };
  }

  private static String of(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst|bz2)$", "");
    return plain.substring(plain.lastIndexOf('.') + 1);
  }
}
