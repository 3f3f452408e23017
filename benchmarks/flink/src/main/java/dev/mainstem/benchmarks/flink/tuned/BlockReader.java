package dev.mainstem.benchmarks.flink.tuned;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * Reads the lines that begin inside of a split: the last one to its end, which may be behind the
 * split's.
 */
final class BlockReader implements BulkFormat.Reader<Reading> {

  private static final int BLOCK_BYTES = 1 << 20;

  private final FSDataInputStream in;
  private final long end;
  private final RowScanner scanner;

  /** The position in the file of the first byte of {@link #rest}. */
  private long position;

  /** The begin of a line whose end has not been read. */
  private byte[] rest = {};

  private boolean atEnd;

  BlockReader(FileSourceSplit split, Columns columns) throws IOException {
    in = split.path().getFileSystem().open(split.path());
    end = split.offset() + split.length();
    scanner = new RowScanner(columns);
    // A line that begins before the split is another one's. The header begins the file.
    position = Math.max(0, split.offset() - 1);
    in.seek(position);
    skipLine();
  }

  @Override
  public BulkFormat.RecordIterator<Reading> readBatch() throws IOException {
    if (atEnd || position >= end) {
      return null;
    }
    byte[] block = Arrays.copyOf(rest, rest.length + BLOCK_BYTES);
    int length = fill(block, rest.length);
    int lines = atEnd ? length : lastBreak(block, length) + 1;
    rest = Arrays.copyOfRange(block, lines, length);
    int stop = stop(block, lines);
    position += lines;
    return new Lines(block, stop, scanner);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Behind the last line that begins before the split's end. */
  private int stop(byte[] block, int lines) {
    if (position + lines <= end) {
      return lines;
    }
    int i = (int) (end - position) - 1;
    while (block[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  private void skipLine() throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    int length = fill(block, 0);
    int next = 0;
    while (next < length && block[next] != '\n') {
      next++;
    }
    next = Math.min(length, next + 1);
    rest = Arrays.copyOfRange(block, next, length);
    position += next;
    atEnd &= rest.length == 0;
  }

  private int fill(byte[] block, int from) throws IOException {
    int length = from;
    while (length < block.length) {
      int read = in.read(block, length, block.length - length);
      if (read < 0) {
        atEnd = true;
        break;
      }
      length += read;
    }
    return length;
  }

  private static int lastBreak(byte[] block, int length) {
    int i = length - 1;
    while (block[i] != '\n') {
      i--;
    }
    return i;
  }

  /** Scans the next line into the same reading. */
  private static final class Lines implements BulkFormat.RecordIterator<Reading> {

    private final byte[] block;
    private final int stop;
    private final RowScanner scanner;
    private final Reading reading = new Reading();
    private final MutableRecordAndPosition<Reading> record = new MutableRecordAndPosition<>();
    private int next;

    Lines(byte[] block, int stop, RowScanner scanner) {
      this.block = block;
      this.stop = stop;
      this.scanner = scanner;
      record.set(reading, RecordAndPosition.NO_OFFSET, 0);
    }

    @Override
    public RecordAndPosition<Reading> next() {
      if (next >= stop) {
        return null;
      }
      next = scanner.scan(block, next, reading);
      return record;
    }

    @Override
    public void releaseBatch() {}
  }
}
