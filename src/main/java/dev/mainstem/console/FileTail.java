package dev.mainstem.console;

import dev.mainstem.sinks.FileTarget;
import dev.mainstem.sinks.OutputFiles;
import dev.mainstem.spec.EnvironmentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The last lines of the files of a sink, as far as they have their names; none of a far disk. */
record FileTail(FileTarget target) implements Tail {

  private static final int MAX_BYTES = 512 << 10;

  @Override
  public List<String> lines() {
    List<String> files = OutputFiles.written(target);
    List<String> lines = new ArrayList<>();
    int room = MAX_BYTES;
    for (int i = files.size() - 1; i >= 0 && room > 0 && lines.size() < MOST; i--) {
      if (files.get(i).contains("://")) {
        return List.of();
      }
      String end = end(Path.of(files.get(i)), room);
      room -= end.length();
      lines.addAll(0, end.lines().toList());
    }
    return lines.subList(Math.max(0, lines.size() - MOST), lines.size());
  }

  /** So much of the end of a file, from the beginning of a line on. */
  private static String end(Path file, int bytes) {
    try (FileChannel channel = FileChannel.open(file)) {
      long from = Math.max(0, channel.size() - bytes);
      ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - from));
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer, from + buffer.position());
      }
      String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    } catch (IOException e) {
      throw new EnvironmentException("can't read %s: %s".formatted(file, e), e);
    }
  }
}
