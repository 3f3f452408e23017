package dev.mainstem.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When messages go, by a clock that goes on only when somebody waits by it. */
class PaceTest {

  private static final long NOON = 1_767_268_800_000L;

  private final FakeClock clock = new FakeClock();

  @Test
  void messagesGoAtTheDistancesInWhichTheyHappened() {
    assertThat(gone(new Pace(1, clock), NOON, NOON + 1500, NOON + 4000))
        .containsExactly(0L, 1500L, 4000L);
  }

  @Test
  void aFactorMakesADayOfAMinute() {
    Pace pace = new Pace(1440, clock);
    assertThat(gone(pace, NOON, NOON + 43_200_000, NOON + 86_400_000))
        .containsExactly(0L, 30_000L, 60_000L);
  }

  @Test
  void timeThatWasLostOnTheWayIsMadeUpFor() {
    Pace pace = new Pace(1, clock);
    pace.await(NOON);
    clock.nanos += TimeUnit.MILLISECONDS.toNanos(700);
    assertThat(gone(pace, NOON + 500, NOON + 1000)).containsExactly(700L, 1000L);
  }

  @Test
  void anOlderMessageDoesNotWaitAndHoldsBackNoOther() {
    assertThat(gone(new Pace(1, clock), NOON, NOON + 1000, NOON - 5000, NOON + 2000))
        .containsExactly(0L, 1000L, 1000L, 2000L);
  }

  private List<Long> gone(Pace pace, long... eventMillis) {
    List<Long> gone = new ArrayList<>();
    for (long time : eventMillis) {
      pace.await(time);
      gone.add(TimeUnit.NANOSECONDS.toMillis(clock.nanos));
    }
    return gone;
  }

  private static final class FakeClock implements Pace.Clock {

    private long nanos;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void sleep(long more) {
      nanos += more;
    }
  }
}
