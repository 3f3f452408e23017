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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 50})
  void itsSplitsHaveEachRangeOnce(int workers) throws Exception {
    List<HistoryFile> files = List.of(lines("a.csv", 195), lines("b.csv", 5));
    RangeSource source = RangeSource.of(files, 10, workers);
    List<FileRange> dealt = new ArrayList<>();
    List<RangeSource> splits = source.split(8, OPTIONS);
    assertThat(splits).hasSize(8);
    for (RangeSource split : splits) {
      dealt.addAll(read(split, null));
    }
    dealt.sort(Comparator.comparing(FileRange::resource).thenComparing(FileRange::from));
    assertThat(dealt).isEqualTo(read(source, null));
  }

  /** Flink gives a worker the splits at equal distances, and takes a range of each in turn. */
  @Test
  void eachWorkerReadsOneStretchFromItsStartToItsEnd() throws Exception {
    List<RangeSource> splits =
        RangeSource.of(List.of(lines("a.csv", 120)), 10, 2).split(9, OPTIONS);

    assertThat(inTurn(splits, 0, 2)).containsExactly(0L, 10L, 20L, 30L, 40L, 50L);
    assertThat(inTurn(splits, 1, 2)).containsExactly(60L, 70L, 80L, 90L, 100L, 110L);
  }

  @Test
  void stretchesAreOfTheSameLengthAlsoWhereRangesAreNot() throws Exception {
    HistoryFile large = file("a.json", 40, HistoryFile.Reading.JSON_ARRAY);
    List<RangeSource> splits =
        RangeSource.of(List.of(large, lines("b.csv", 40)), 10, 2).split(4, OPTIONS);

    assertThat(inTurn(splits, 0, 2)).containsExactly(0L);
    assertThat(inTurn(splits, 1, 2)).containsExactly(0L, 10L, 20L, 30L);
  }

  @Test
  void whereOnlyTheRunnerKnowsItsWorkersTheRangesAreDealtOutInTurn() throws Exception {
    List<RangeSource> splits = RangeSource.of(List.of(lines("a.csv", 50)), 10, 1).split(3, OPTIONS);

    assertThat(inTurn(splits, 0, 3)).containsExactly(0L, 30L);
    assertThat(inTurn(splits, 1, 3)).containsExactly(10L, 40L);
    assertThat(inTurn(splits, 2, 3)).containsExactly(20L);
  }

  /** Where the ranges begin that a worker reads, of those that take a split in turn. */
  private static List<Long> inTurn(List<RangeSource> splits, int worker, int workers)
      throws IOException {
    List<List<FileRange>> own = new ArrayList<>();
    for (int split = worker; split < splits.size(); split += workers) {
      own.add(read(splits.get(split), null));
    }
    List<Long> starts = new ArrayList<>();
    for (int turn = 0; turn < own.get(0).size(); turn++) {
      for (List<FileRange> ranges : own) {
        if (turn < ranges.size()) {
          starts.add(ranges.get(turn).from());
        }
      }
    }
    return starts;
  }

  @Test
  void thereAreAsManySplitsAsAreAskedForAlsoForFewerRanges() throws Exception {
    List<RangeSource> splits = RangeSource.of(List.of(lines("a.csv", 5)), 10, 1).split(3, OPTIONS);
    assertThat(splits).hasSize(3);
    assertThat(read(splits.get(0), null)).hasSize(1);
    assertThat(read(splits.get(1), null)).isEmpty();
    assertThat(read(splits.get(2), null)).isEmpty();
    assertThat(RangeSource.of(List.of(lines("a.csv", 0)), 10, 1).split(3, OPTIONS)).hasSize(3);
  }

  @Test
  void whatACheckpointHasNotSeenIsReadAfterItAndNothingElse() throws IOException {
    RangeSource source = RangeSource.of(List.of(lines("a.csv", 45)), 10, 1);
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
    RangeSource source = RangeSource.of(List.of(lines("a.csv", 15)), 10, 1);
    try (UnboundedReader<FileRange> reader = source.createReader(OPTIONS, null)) {
      assertThat(reader.start()).isTrue();
      assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
      assertThat(reader.advance()).isTrue();
      assertThat(reader.advance()).isFalse();
      assertThat(reader.getWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
    }
  }

  private static List<FileRange> ranges(HistoryFile... files) throws IOException {
    return read(RangeSource.of(List.of(files), 10, 1), null);
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
