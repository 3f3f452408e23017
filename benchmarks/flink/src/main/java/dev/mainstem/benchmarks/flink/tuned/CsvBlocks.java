package dev.mainstem.benchmarks.flink.tuned;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;

/**
 * Reads a file in blocks of whole lines; a block's lines are scanned where they are consumed, so
 * that nothing but bytes crosses from the thread that reads.
 *
 * @param inOrder whether the file has to be read by one reader, because watermarks follow its rows
 */
record CsvBlocks(Columns columns, boolean inOrder) implements BulkFormat<Reading, FileSourceSplit> {

  @Override
  public Reader<Reading> createReader(Configuration configuration, FileSourceSplit split)
      throws IOException {
    return new BlockReader(split, columns);
  }

  @Override
  public Reader<Reading> restoreReader(Configuration configuration, FileSourceSplit split) {
    throw new UnsupportedOperationException("a benchmark is not restored");
  }

  @Override
  public boolean isSplittable() {
    return !inOrder;
  }

  @Override
  public TypeInformation<Reading> getProducedType() {
    return new ReadingType();
  }
}
