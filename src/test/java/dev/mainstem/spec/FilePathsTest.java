package dev.mainstem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathsTest {

  @Test
  void aPathOfS3NeedsJars() {
    assertThat(FilePaths.missing("s3://bucket/a.csv", jars -> jars != OptionalJars.S3))
        .hasValue(
            "the jars of s3 are not on the class path; mvn dependency:copy-dependencies@s3 fetches"
                + " them into the folder jars of the checkout");
    assertThat(FilePaths.missing("s3://bucket/a.csv", jars -> jars == OptionalJars.S3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "/s3/a.csv", "s3/a.csv", "file:///s3/a.csv", "gs://s3/a.csv"})
  void aPathOfThisMachineOrOfASystemThatIsNotKnownNeedsNone(String path) {
    assertThat(FilePaths.missing(path, jars -> false)).isEmpty();
  }
}
