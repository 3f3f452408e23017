package dev.mainstem.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.Row;

/**
 * Random interleavings of records, their copies and watermarks, against a model that forgets
 * nothing.
 */
class DedupePropertyTest {

  /** A record, or a move of the watermark by some seconds where there is no id. */
  record Move(String id, int second) {}

  @Property(tries = 40, shrinking = ShrinkingMode.OFF) // each of them is a pipeline
  void everyRecordCountsOnceOrIsLateWhateverTheInterleaving(
      @ForAll("moves") List<Move> moves,
      @ForAll @IntRange(max = 8) int within,
      @ForAll @IntRange(max = 8) int lateness) {
    Model model = new Model(within, lateness);
    TestStream.Builder<Row> script = Seam.script().advanceWatermarkTo(Seam.at(0));
    long watermark = 0;
    for (Move move : moves) {
      if (move.id().isEmpty()) {
        watermark += move.second() % 5;
        script = script.advanceWatermarkTo(Seam.at(watermark));
      } else {
        long second = watermark + move.second();
        script = script.addElements(Seam.record(move.id(), second));
        model.take(move.id(), second, watermark);
      }
    }
    Map<String, Long> counts =
        Seam.dedupe(
                Map.of("by", "id", "within", within + "s"),
                Map.of(
                    "windowing",
                    Map.of("type", "fixed", "size", "1h", "allowed_lateness", lateness + "s")))
            .expect(script.advanceWatermarkToInfinity(), model.counted);
    long copies = counts.getOrDefault("dedupe/copies", 0L);
    long late = counts.getOrDefault("dedupe/late", 0L);
    assertThat(copies).isEqualTo(model.copies);
    assertThat(late).isEqualTo(model.late);
    assertThat(model.counted.size() + copies + late)
        .isEqualTo(moves.stream().filter(move -> !move.id().isEmpty()).count());
  }

  /** Keeps all records for ever and looks through all of them. */
  private static final class Model {

    private final int within;
    private final int lateness;
    private final List<String> counted = new ArrayList<>();
    private long copies;
    private long late;

    Model(int within, int lateness) {
      this.within = within;
      this.lateness = lateness;
    }

    void take(String id, long second, long watermark) {
      if (second + within + lateness < watermark) {
        late++;
        return;
      }
      boolean copy = false;
      for (long other = second - within; other <= second + within; other++) {
        copy |= counted.contains(id + "@" + other);
      }
      if (copy) {
        copies++;
      } else {
        counted.add(id + "@" + second);
      }
    }
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "", "");
    Arbitrary<Integer> seconds = Arbitraries.integers().between(-20, 20);
    return Combinators.combine(ids, seconds)
        .as((id, second) -> new Move(id, id.isEmpty() ? Math.abs(second) : second))
        .list()
        .ofMinSize(20)
        .ofMaxSize(60);
  }
}
