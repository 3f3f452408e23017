package dev.mainstem.benchmarks.harness;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Writes the readings of devices as CSV: {@code
 * 4711,d000815,2026-01-01T00:04:42.123Z,21.074,70.18}. Event times rise, but for a disorder of up
 * to {@link #DISORDER_MILLIS}; y is a line over x, with noise. The same shape gives the same bytes.
 */
final class GenerateHistory {

  static final String HEADER = "id,device,at,x,y\n";

  /**
   * Half of the ten seconds that all peers wait for rows that are out of order, so that none is
   * ever late.
   */
  private static final int DISORDER_MILLIS = 5_000;

  private static final long FIRST_MILLIS = Instant.parse("2026-01-01T00:00:10Z").toEpochMilli();

  private final DataShape shape;
  private final SplittableRandom random;
  private final RowText text = new RowText();

  GenerateHistory(DataShape shape) {
    this.shape = shape;
    this.random = new SplittableRandom(shape.seed());
  }

  void writeTo(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(HEADER.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      for (long row = 0; row < shape.rows(); row++) {
        writeRow(row);
        text.drainTo(out);
      }
    }
  }

  private void writeRow(long row) {
    long xThousandths = 10_000 + random.nextInt(30_000);
    long noiseHundredths = random.nextInt(1_000) - 500L;
    long yHundredths = (18 * xThousandths / 100 + 3_200) + noiseHundredths;
    text.number(row).character(',').character('d').digits(device(), 6).character(',');
    text.instant(at(row)).character(',').decimal(xThousandths, 3).character(',');
    text.decimal(yHundredths, 2).character('\n');
  }

  private int device() {
    boolean hot = shape.hotShare() > 0 && random.nextDouble() < shape.hotShare();
    return hot ? 0 : random.nextInt(shape.keys());
  }

  private long at(long row) {
    return FIRST_MILLIS + row * 1_000 / shape.rowsPerSecond() - random.nextInt(DISORDER_MILLIS);
  }
}
