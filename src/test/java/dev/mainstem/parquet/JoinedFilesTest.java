package dev.mainstem.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several files as one; each row is a number and some bytes as text. */
class JoinedFilesTest {

  private static final Schema ROW = Schema.builder().addInt64Field("n").addStringField("t").build();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void theRowsOfSmallFilesComeIntoOneRowGroupWhateverTheirCompression(Compression compression)
      throws IOException {
    List<String> files =
        List.of(file("a", 0, 2, 10, compression), file("b", 2, 3, 10, compression));
    String joined = join(files);
    assertThat(numbers(joined)).containsExactly(0L, 1L, 2L);
    assertThat(rowGroups(joined)).isEqualTo(1);
  }

  @Test
  void largeFilesAreJoinedRowGroupByRowGroup() throws IOException {
    List<String> files =
        List.of(
            file("a", 0, 3, 1 << 20, Compression.SNAPPY),
            file("b", 3, 5, 1 << 20, Compression.SNAPPY));
    String joined = join(files);
    assertThat(numbers(joined)).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(rowGroups(joined)).isEqualTo(2);
  }

  @Test
  void joiningAgainWritesTheSameBytes() throws IOException {
    List<String> files =
        List.of(file("a", 0, 2, 10, Compression.ZSTD), file("b", 2, 3, 10, Compression.ZSTD));
    byte[] first = Files.readAllBytes(Path.of(join(files)));
    assertThat(Files.readAllBytes(Path.of(join(files)))).isEqualTo(first);
  }

  private String file(String name, int from, int to, int bytes, Compression compression)
      throws IOException {
    Path file = folder.resolve(name);
    Random random = new Random(from);
    try (ParquetRowWriter writer =
        ParquetRowWriter.open(ROW, compression, Files.newOutputStream(file))) {
      for (int n = from; n < to; n++) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, bytes).forEach(i -> text.append((char) (33 + random.nextInt(90))));
        writer.write(Rows.of(ROW, (long) n, text.toString()));
      }
    }
    return file.toString();
  }

  private String join(List<String> files) throws IOException {
    Path joined = folder.resolve("joined");
    long bytes = 0;
    for (String file : files) {
      bytes += Files.size(Path.of(file));
    }
    JoinedFiles.write(files, bytes, Files.newOutputStream(joined));
    return joined.toString();
  }

  private static List<Long> numbers(String file) throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (ParquetGroups groups = ParquetGroups.open(file, all -> all)) {
      for (Group group = groups.next(); group != null; group = groups.next()) {
        numbers.add(group.getLong("n", 0));
      }
    }
    return numbers;
  }

  private static int rowGroups(String file) throws IOException {
    try (ParquetFileReader reader = ParquetGroups.reader(file)) {
      return reader.getRowGroups().size();
    }
  }
}
