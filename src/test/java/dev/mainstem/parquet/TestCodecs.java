package dev.mainstem.parquet;

import org.apache.parquet.compression.CompressionCodecFactory;

/** The codecs, for tests of other rooms: Parquet's own would want all of Hadoop. */
public final class TestCodecs {

  private TestCodecs() {}

  public static CompressionCodecFactory of() {
    return new Codecs();
  }
}
