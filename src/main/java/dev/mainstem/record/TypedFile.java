package dev.mainstem.record;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that has a schema of its own; it gives its records as JSON objects, in order. What no
 * field takes is left out of them. Not thread-safe.
 */
public interface TypedFile extends Closeable {

  /** All columns of the file, those in structures behind the structure. */
  List<TypedColumn> columns();

  /** The next record as an object in UTF-8; null behind the last. */
  byte @Nullable [] next() throws IOException;
}
