package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jars that are there in tests, and mostly nowhere else. */
class OptionalJarsTest {

  @ParameterizedTest
  @EnumSource(OptionalJars.class)
  void whetherTheyAreThereIsUpToTheClassPath(OptionalJars jars) {
    assertThat(jars.isThere()).isTrue();
    assertThat(jars.isThere(ClassLoader.getPlatformClassLoader())).isFalse();
  }

  @Test
  void whoLacksThemIsToldTheCommandThatFetchesThem() {
    assertThat(OptionalJars.PARQUET.missing())
        .isEqualTo(
            "the jars of parquet are not on the class path; mvn"
                + " dependency:copy-dependencies@parquet fetches them into the folder jars of the"
                + " checkout");
  }
}
