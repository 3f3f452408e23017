package dev.mainstem.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PointsTest {

  private static final int A_DAY = 24 * 60 * 60;

  private static List<Long> after(int looks) {
    Points points = new Points();
    LongStream.range(0, looks)
        .forEach(took -> points.add(JsonNodeFactory.instance.objectNode().put("took", took)));
    List<Long> kept = new ArrayList<>();
    points.json().forEach(point -> kept.add(point.path("took").asLong()));
    return kept;
  }

  @Test
  void theFirstMinutesAreAllThere() {
    assertThat(after(Points.MOST)).isEqualTo(LongStream.range(0, Points.MOST).boxed().toList());
  }

  @Test
  void aRunOfADayHasItsBeginningAndAllOfItsEndAndNoMoreThanFits() {
    List<Long> kept = after(A_DAY);
    assertThat(kept).hasSizeLessThanOrEqualTo(Points.MOST).isSorted().startsWith(0L);
    assertThat(kept.subList(kept.size() - Points.ALL_OF, kept.size()))
        .isEqualTo(LongStream.range(A_DAY - Points.ALL_OF, A_DAY).boxed().toList());
  }

  @Test
  void whatLiesLongerBackIsFartherApart() {
    List<Long> kept = after(A_DAY);
    long before = Long.MAX_VALUE;
    for (int i = 2; i < kept.size(); i++) {
      long distance = kept.get(i) - kept.get(i - 1);
      // the halves of a pair that was thinned out may differ by one step
      assertThat(distance).isLessThanOrEqualTo(Math.max(before, 2 * before));
      before = distance;
    }
    assertThat(kept.get(1) - kept.get(0)).isGreaterThan(60);
  }
}
