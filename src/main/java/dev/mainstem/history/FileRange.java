package dev.mainstem.history;

import java.io.Serializable;

/**
 * A part of a file that is read in one go.
 *
 * @param resource the file, as Beam's file systems call it
 * @param from the offset of its first byte
 * @param to the offset behind its last byte
 */
record FileRange(String resource, long from, long to) implements Serializable {

  /** How long it is. */
  long bytes() {
    return to - from;
  }
}
