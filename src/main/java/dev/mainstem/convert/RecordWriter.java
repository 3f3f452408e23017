package dev.mainstem.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;

/** Writes records, which come as JSON objects in UTF-8, in one format. Not thread-safe. */
interface RecordWriter {

  /** Makes writers. */
  @FunctionalInterface
  interface Factory {

    /**
     * A writer, which may have written what comes before the first record.
     *
     * @param names of all members, asked only by a format that must know them first
     */
    RecordWriter open(OutputStream out, Supplier<List<String>> names) throws IOException;
  }

  /** Writes one record. */
  void write(byte[] json) throws IOException;

  /** Writes what comes behind the last record; the stream stays open. */
  void finish() throws IOException;
}
