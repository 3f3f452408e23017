package dev.mainstem.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ranges of files, and how they are gone on with from a checkpoint. */
class RangeSourceTest {

  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  @Test
  void aFileIsCutIntoRangesThatHaveEachOfItsBytesOnce() throws IOException {
    assertThat(ranges(lines("a.csv", 25)))
        .containsExactly(range("a.csv", 0, 10), range("a.csv", 10, 20), range("a.csv", 20, 25));
  }

  @Test
  void aFileOfJustOneRangeHasOne() throws IOException {
    assertThat(ranges(lines("a.csv", 10))).containsExactly(range("a.csv", 0, 10));
  }

  @Test
  void anEmptyFileHasNone() throws IOException {
    assertThat(ranges(lines("a.csv", 0), lines("b.csv", 1))).containsExactly(range("b.csv", 0, 1));
  }

  @Test
  void aCompressedFileHasOne() throws IOException {
    assertThat(ranges(lines("a.csv.gz", 25))).containsExactly(range("a.csv.gz", 0, 25));
  }

  @Test
  void aFileThatMustBeReadFromItsStartHasOne() throws IOException {
    assertThat(ranges(file("a.json", 25, HistoryFile.Reading.JSON_ARRAY)))
        .containsExactly(range("a.json", 0, 25));
  }

  @Test
  void itsSplitsHaveEachRangeOnce() throws Exception {
    RangeSource source = RangeSource.of(List.of(lines("a.csv", 195), lines("b.csv", 5)), 10);
    List<FileRange> dealt = new ArrayList<>();
    List<RangeSource> splits = source.split(2, OPTIONS);
    assertThat(splits).hasSize(8);
    for (RangeSource split : splits) {
      dealt.addAll(read(split, null));
    }
    dealt.sort(Comparator.comparing(FileRange::resource).thenComparing(FileRange::from));
    assertThat(dealt).isEqualTo(read(source, null));
  }

  @Test
  void thereAreAsManySplitsAsAreAskedForAlsoForFewerRanges() throws Exception {
    List<RangeSource> splits = RangeSource.of(List.of(lines("a.csv", 5)), 10).split(3, OPTIONS);
    assertThat(splits).hasSize(3);
    assertThat(read(splits.get(0), null)).hasSize(1);
    assertThat(read(splits.get(1), null)).isEmpty();
    assertThat(read(splits.get(2), null)).isEmpty();
    assertThat(RangeSource.of(List.of(lines("a.csv", 0)), 10).split(3, OPTIONS)).hasSize(3);
  }

  @Test
  void whatACheckpointHasNotSeenIsReadAfterItAndNothingElse() throws IOException {
    RangeSource source = RangeSource.of(List.of(lines("a.csv", 45)), 10);
    List<FileRange> all = read(source, null);
    for (int before = 0; before <= all.size(); before++) {
      try (UnboundedReader<FileRange> reader = source.createReader(OPTIONS, null)) {
        for (int range = 0; range < before; range++) {
          assertThat(range == 0 ? reader.start() : reader.advance()).isTrue();
        }
        RangeSource.Mark mark = (RangeSource.Mark) reader.getCheckpointMark();
        assertThat(read(source, CoderUtils.clone(source.getCheckpointMarkCoder(), mark)))
            .isEqualTo(all.subList(before, all.size()));
      }
    }
  }

  @Test
  void itsWatermarkWaitsForTheLastRange() throws IOException {
    RangeSource source = RangeSource.of(List.of(lines("a.csv", 15)), 10);
    try (UnboundedReader<FileRange> reader = source.createReader(OPTIONS, null)) {
      assertThat(reader.start()).isTrue();
      assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
      assertThat(reader.advance()).isTrue();
      assertThat(reader.advance()).isFalse();
      assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
    }
  }

  private static List<FileRange> ranges(HistoryFile... files) throws IOException {
    return read(RangeSource.of(List.of(files), 10), null);
  }

  private static List<FileRange> read(RangeSource source, RangeSource.@Nullable Mark mark)
      throws IOException {
    List<FileRange> ranges = new ArrayList<>();
    try (UnboundedReader<FileRange> reader = source.createReader(OPTIONS, mark)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        ranges.add(CoderUtils.clone(source.getOutputCoder(), reader.getCurrent()));
      }
    }
    return ranges;
  }

  private static FileRange range(String name, long from, long to) {
    return new FileRange("/h/" + name, from, to);
  }

  private static HistoryFile lines(String name, long bytes) {
    return file(name, bytes, HistoryFile.Reading.LINES);
  }

  private static HistoryFile file(String name, long bytes, HistoryFile.Reading reading) {
    return new HistoryFile("/h/" + name, name, bytes, reading, List.of(), 0, Map.of());
  }
}
