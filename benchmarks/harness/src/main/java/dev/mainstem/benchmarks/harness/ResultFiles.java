package dev.mainstem.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lines of all files below a folder. Hidden files and those with a leading underscore are no
 * results.
 */
record ResultFiles(Path folder) {

  /** Takes one line, as a piece of a buffer that changes after the call. */
  interface Visitor {
    void line(byte[] bytes, int from, int to);
  }

  void forEachLine(Visitor visitor) throws IOException {
    for (Path file : files()) {
      try (InputStream in = Files.newInputStream(file)) {
        lines(in, visitor);
      }
    }
  }

  /**
   * The lines of these numbers, counted from 0 as {@link #forEachLine} gives them; in rising order.
   */
  List<String> lines(List<Long> numbers) throws IOException {
    List<String> found = new ArrayList<>();
    long first = 0;
    for (Path file : files()) {
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine(), first++) {
          if (numbers.contains(first)) {
            found.add(line);
          }
        }
      }
    }
    return found;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).filter(this::isResult).sorted().toList();
    }
  }

  private boolean isResult(Path file) {
    for (Path name : folder.relativize(file)) {
      if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
        return false;
      }
    }
    return true;
  }

  private static void lines(InputStream in, Visitor visitor) throws IOException {
    byte[] block = new byte[1 << 20];
    int held = 0;
    for (int read = in.read(block, 0, block.length); read >= 0; ) {
      held += read;
      int start = 0;
      for (int i = held - read; i < held; i++) {
        if (block[i] == '\n') {
          visitor.line(block, start, i);
          start = i + 1;
        }
      }
      held -= start;
      System.arraycopy(block, start, block, 0, held);
      block = held == block.length ? Arrays.copyOf(block, 2 * held) : block;
      read = in.read(block, held, block.length - held);
    }
    if (held > 0) {
      visitor.line(block, 0, held);
    }
  }
}
