package dev.mainstem.parquet;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file of any Beam file system that can be read from any place.
 *
 * @param resource what Beam's file systems call it
 */
record ChannelInput(String resource) implements InputFile {

  @Override
  public long getLength() throws IOException {
    return FileSystems.matchSingleFileSpec(resource).sizeBytes();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    ReadableByteChannel opened = FileSystems.open(FileSystems.matchNewResource(resource, false));
    if (opened instanceof SeekableByteChannel channel) {
      return new ChannelStream(channel);
    }
    opened.close();
    throw new IOException("its file system reads files from their start only");
  }

  private static final class ChannelStream extends DelegatingSeekableInputStream {

    private final SeekableByteChannel channel;

    ChannelStream(SeekableByteChannel channel) {
      super(Channels.newInputStream(channel));
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }
  }
}
