package dev.mainstem.history;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the lines of a file, for the few that are asked where they stand: a range that
 * begins within a file does not know how many lines are before it.
 *
 * <p>Reads forward from where it stands; a worker meets the ranges of a file in rising order, so it
 * passes over a file once at the most, however many of its lines are bad. Not thread-safe.
 */
final class LineNumbers implements Closeable {

  private static final long NO_RANGE = -1;

  private final String resource;
  private @Nullable RecordSplitter lines;
  private long range = NO_RANGE;
  private long firstOfRange;

  LineNumbers(String resource) {
    this.resource = resource;
  }

  /**
   * The number, from 1, of a line of the file.
   *
   * @param from the offset at which the range begins that the line was read with
   * @param index its place among the lines of the range, from 0
   */
  long number(long from, long index) throws IOException {
    enter(from);
    return firstOfRange + index;
  }

  /** Goes to the first line that begins in the range, or stays within the range. */
  private void enter(long from) throws IOException {
    RecordSplitter at = lines == null || from < range ? reopen() : lines;
    if (range != from) {
      boolean more = true;
      while (more && at.startOffset() < from) {
        more = at.next();
      }
      range = from;
      firstOfRange = at.firstLine();
    }
  }

  private RecordSplitter reopen() throws IOException {
    close();
    RecordSplitter opened = RecordSplitter.lines(FileBytes.open(resource));
    opened.next();
    lines = opened;
    return opened;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
    lines = null;
    range = NO_RANGE;
  }
}
