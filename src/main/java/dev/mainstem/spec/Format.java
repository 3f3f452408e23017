package dev.mainstem.spec;

/** How records are written down. */
public enum Format {
  CSV,
  JSON,
  AVRO,
  PARQUET;

  /** Whether its files have a schema of their own, with the types of their columns. */
  public boolean isTyped() {
    return this == AVRO || this == PARQUET;
  }
}
