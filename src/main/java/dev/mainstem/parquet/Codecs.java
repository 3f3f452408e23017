package dev.mainstem.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * The compression of pages, by the libraries that Beam, Flink and Kafka bring: Parquet's own codecs
 * would want all of Hadoop. Has no state.
 */
final class Codecs implements CompressionCodecFactory {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return new Codec(name);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return new Codec(name);
  }

  @Override
  public void release() {}

  /** What a stream is compressed by. */
  @FunctionalInterface
  private interface Compressing {
    OutputStream over(OutputStream out) throws IOException;
  }

  private record Codec(CompressionCodecName name)
      implements BytesInputCompressor, BytesInputDecompressor {

    @Override
    public CompressionCodecName getCodecName() {
      return name;
    }

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return switch (name) {
        case UNCOMPRESSED -> bytes;
        case SNAPPY -> BytesInput.from(Snappy.compress(bytesOf(bytes)));
        case ZSTD -> compressed(bytes, ZstdCompressorOutputStream::new);
        case GZIP -> compressed(bytes, GZIPOutputStream::new);
        default -> throw unknown();
      };
    }

    private static BytesInput compressed(BytesInput bytes, Compressing by) throws IOException {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (OutputStream out = by.over(compressed)) {
        bytes.writeAllTo(out);
      }
      return BytesInput.from(compressed.toByteArray());
    }

    private static byte[] bytesOf(BytesInput bytes) throws IOException {
      return bytes.toInputStream().readAllBytes();
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return name == CompressionCodecName.UNCOMPRESSED
          ? bytes
          : BytesInput.from(decompress(bytesOf(bytes), size));
    }

    @Override
    public void decompress(ByteBuffer from, int compressedSize, ByteBuffer to, int size)
        throws IOException {
      byte[] compressed = new byte[compressedSize];
      from.get(compressed);
      to.put(name == CompressionCodecName.UNCOMPRESSED ? compressed : decompress(compressed, size));
    }

    private byte[] decompress(byte[] bytes, int size) throws IOException {
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      return switch (name) {
        case SNAPPY -> Snappy.uncompress(bytes);
        case ZSTD -> new ZstdCompressorInputStream(in).readNBytes(size);
        case GZIP -> new GZIPInputStream(in).readNBytes(size);
        case LZ4_RAW -> LZ4Factory.fastestInstance().safeDecompressor().decompress(bytes, size);
        default -> throw unknown();
      };
    }

    private IOException unknown() {
      return new IOException(
          "its pages are compressed by %s; known are SNAPPY, ZSTD, GZIP and LZ4_RAW"
              .formatted(name));
    }

    @Override
    public void release() {}
  }
}
