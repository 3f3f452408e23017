package dev.mainstem.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** How parts are shared out among files. */
class FilePackingTest {

  private static final long NO_LIMIT = Long.MAX_VALUE;

  @Test
  void oneShardIsOneFile() {
    assertThat(FilePacking.pack(List.of(part("a", 5), part("b", 7)), 1, NO_LIMIT))
        .containsExactly(List.of(part("a", 5), part("b", 7)));
  }

  @Test
  void thereAreAsManyFilesAsShards() {
    List<PartFile> parts = List.of(part("a", 4), part("b", 4), part("c", 4), part("d", 4));
    assertThat(FilePacking.pack(parts, 2, NO_LIMIT))
        .containsExactly(List.of(part("a", 4), part("b", 4)), List.of(part("c", 4), part("d", 4)));
  }

  @Test
  void thereAreFewerWhereThereAreFewerParts() {
    assertThat(FilePacking.pack(List.of(part("a", 4)), 3, NO_LIMIT)).hasSize(1);
    assertThat(FilePacking.pack(List.of(), 3, NO_LIMIT)).isEmpty();
  }

  @Test
  void aFileThatIsLargeEnoughTakesNoFurtherPart() {
    List<PartFile> parts = List.of(part("a", 10), part("b", 10), part("c", 10));
    assertThat(FilePacking.pack(parts, 1, 15)).extracting(List::size).containsExactly(2, 1);
  }

  @Property
  void everyPartIsInOneFileWhateverTheOrderInWhichTheyCame(
      @ForAll("parts") List<PartFile> parts,
      @ForAll @IntRange(min = 1, max = 5) int shards,
      @ForAll @LongRange(min = 1, max = 200) long maxBytes) {
    List<List<PartFile>> files = FilePacking.pack(parts, shards, maxBytes);
    assertThat(files.stream().flatMap(List::stream).toList())
        .containsExactlyInAnyOrderElementsOf(parts);
    assertThat(files).allSatisfy(file -> assertThat(file).isNotEmpty());
    Collections.reverse(parts);
    assertThat(FilePacking.pack(parts, shards, maxBytes)).isEqualTo(files);
  }

  @Property
  void withoutALimitThereAreNeverMoreFilesThanShards(
      @ForAll("parts") List<PartFile> parts, @ForAll @IntRange(min = 1, max = 5) int shards) {
    assertThat(FilePacking.pack(parts, shards, NO_LIMIT)).hasSizeLessThanOrEqualTo(shards);
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

  private static PartFile part(String name, long bytes) {
    return new PartFile(name, bytes, 1);
  }
}
