package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.Definition;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** How parts are shared out among files. */
class FilePackingTest {

  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final long MB = 1L << 20;

  @Test
  void oneShardIsOneFile() {
    assertThat(FilePacking.into(1).pack(List.of(part("a", 5), part("b", 7))))
        .containsExactly(List.of(part("a", 5), part("b", 7)));
  }

  @Test
  void oneShardIsOneFileHoweverLargeItsPartsAre() {
    assertThat(FilePacking.into(1).pack(List.of(part("a", 100 * MB), part("b", 100 * MB))))
        .containsExactly(List.of(part("a", 100 * MB), part("b", 100 * MB)));
  }

  @Test
  void thereAreAsManyFilesAsShards() {
    List<PartFile> parts = List.of(part("a", 4), part("b", 4), part("c", 4), part("d", 4));
    assertThat(FilePacking.into(2).pack(parts))
        .containsExactly(List.of(part("a", 4), part("b", 4)), List.of(part("c", 4), part("d", 4)));
  }

  @Test
  void thereAreFewerWhereThereAreFewerParts() {
    assertThat(FilePacking.into(3).pack(List.of(part("a", 4)))).hasSize(1);
    assertThat(FilePacking.into(3).pack(List.of())).isEmpty();
  }

  @Test
  void aFileThatIsLargeEnoughTakesNoFurtherPart() {
    List<PartFile> parts = List.of(part("a", 10), part("b", 10), part("c", 10));
    assertThat(new FilePacking(1, NO_LIMIT, 15).pack(parts))
        .containsExactly(List.of(part("a", 10), part("b", 10)), List.of(part("c", 10)));
  }

  @Test
  void aLargePartIsAFileByItselfAndSmallOnesBesideEachOtherShareOne() {
    List<PartFile> parts = List.of(part("a", 5), part("b", 6), part("c", 20), part("d", 21));
    assertThat(new FilePacking(1, 20, NO_LIMIT).pack(parts))
        .containsExactly(
            List.of(part("a", 5), part("b", 6)), List.of(part("c", 20)), List.of(part("d", 21)));
  }

  @Test
  void noPartPassesALargeOne() {
    List<PartFile> parts = List.of(part("a", 5), part("b", 20), part("c", 6));
    assertThat(new FilePacking(1, 20, NO_LIMIT).pack(parts))
        .containsExactly(List.of(part("a", 5)), List.of(part("b", 20)), List.of(part("c", 6)));
  }

  @Test
  void smallPartsShareFurtherFilesWhereOneIsFull() {
    List<PartFile> parts = List.of(part("a", 10), part("b", 10), part("c", 10), part("d", 20));
    assertThat(new FilePacking(1, 20, 15).pack(parts))
        .containsExactly(
            List.of(part("a", 10), part("b", 10)), List.of(part("c", 10)), List.of(part("d", 20)));
  }

  @Test
  void aSmallResultIsOneFile() {
    assertThat(FilePacking.BY_SIZE.pack(List.of(part("a", 15 * MB), part("b", 1))))
        .containsExactly(List.of(part("a", 15 * MB), part("b", 1)));
  }

  @Test
  void sixteenMegabytesAreLarge() {
    assertThat(FilePacking.BY_SIZE.pack(List.of(part("a", 16 * MB), part("b", 1))))
        .containsExactly(List.of(part("a", 16 * MB)), List.of(part("b", 1)));
  }

  @Test
  void filesThatAreFinishedOnTheWayAreFullAt128Megabytes() {
    List<PartFile> parts = List.of(part("a", 100 * MB), part("b", 28 * MB), part("c", 1));
    assertThat(FilePacking.into(1).rolling().pack(parts))
        .containsExactly(List.of(part("a", 100 * MB), part("b", 28 * MB)), List.of(part("c", 1)));
    assertThat(FilePacking.BY_SIZE.rolling()).isEqualTo(FilePacking.BY_SIZE);
  }

  @Test
  void aSinkThatDoesNotSayHowManyFilesThereAreHasThemBySize() {
    assertThat(packing("")).isEqualTo(FilePacking.BY_SIZE);
    assertThat(packing(", shards: 1")).isEqualTo(FilePacking.into(1));
    assertThat(packing(", shards: 3")).isEqualTo(FilePacking.into(3));
  }

  @Property
  void theFilesHaveThePartsByTheirNamesWhateverTheOrderInWhichTheyCame(
      @ForAll("parts") List<PartFile> parts, @ForAll("packings") FilePacking packing) {
    List<List<PartFile>> files = packing.pack(parts);
    assertThat(files.stream().flatMap(List::stream).toList())
        .containsExactlyElementsOf(
            parts.stream().sorted(Comparator.comparing(PartFile::resource)).toList());
    assertThat(files).allSatisfy(file -> assertThat(file).isNotEmpty());
    Collections.reverse(parts);
    assertThat(packing.pack(parts)).isEqualTo(files);
  }

  @Property
  void onlySmallPartsShareAFileAndOnlyOnesThatHaveALargeOneBetweenThemDoNot(
      @ForAll("parts") List<PartFile> parts,
      @ForAll @LongRange(min = 1, max = 100) long largeBytes) {
    List<List<PartFile>> files = new FilePacking(1, largeBytes, NO_LIMIT).pack(parts);
    boolean afterSmall = false;
    for (List<PartFile> file : files) {
      boolean small = file.get(0).bytes() < largeBytes;
      assertThat(file.size() == 1 || file.stream().allMatch(part -> part.bytes() < largeBytes))
          .isTrue();
      assertThat(small && afterSmall).isFalse();
      afterSmall = small;
    }
  }

  @Property
  void withoutALimitThereAreNeverMoreFilesThanShards(
      @ForAll("parts") List<PartFile> parts, @ForAll @IntRange(min = 1, max = 5) int shards) {
    assertThat(FilePacking.into(shards).pack(parts)).hasSizeLessThanOrEqualTo(shards);
  }

  @Provide
  static Arbitrary<List<PartFile>> parts() {
    return Arbitraries.longs()
        .between(1, 100)
        .map(bytes -> new PartFile("part-" + bytes, bytes, 1))
        .list()
        .ofMaxSize(12)
        .uniqueElements();
  }

  @Provide
  static Arbitrary<FilePacking> packings() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 5),
            Arbitraries.longs().between(1, 150),
            Arbitraries.longs().between(1, 200))
        .as(FilePacking::new);
  }

  private static FilePacking packing(String config) {
    String yaml =
        """
        name: packed
        stream: {schema: {id: string, at: timestamp}, event_time: at}
        history: {path: a.csv}
        sinks: [{type: WriteToJson, config: {path: out/rows%s}}]
        """
            .formatted(config);
    Definition definition = DefinitionReader.parse(yaml, Path.of("."), Runs.noVariables());
    return ((WriteToJson) Plan.of(definition).sinks().get(0)).packing();
  }

  private static PartFile part(String name, long bytes) {
    return new PartFile(name, bytes, 1);
  }
}
