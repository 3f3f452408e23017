package dev.mainstem.parquet;

/** How the pages of a file are compressed. */
public enum Compression {
  SNAPPY,
  ZSTD,
  GZIP,
  NONE
}
