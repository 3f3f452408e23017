package dev.mainstem.spec;

import java.io.Serializable;

/**
 * A place in a definition.
 *
 * @param file the file as the user named it, or {@code <definition>} for one that was built in Java
 * @param line from 1
 * @param column from 1, in code points
 */
public record Position(String file, int line, int column) implements Serializable {

  /** The start of a definition: where something that is missing altogether is missed. */
  public static Position startOf(String file) {
    return new Position(file, 1, 1);
  }

  /** The place {@code columns} further right on the same line. */
  public Position plusColumns(int columns) {
    return new Position(file, line, column + columns);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
