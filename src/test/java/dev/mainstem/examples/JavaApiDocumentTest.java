package dev.mainstem.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Java of the document is that of the examples, word for word. */
class JavaApiDocumentTest {

  private static final Path DOCUMENT = Path.of("docs/java-api.md");
  private static final Path EXAMPLES = Path.of("src/test/java/dev/mainstem/examples");

  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern REGION =
      Pattern.compile("(?s)// example: the \\w+\n(.*?)\n *// example: ");

  @Test
  void showsTheRegionsOfTheExampleInTheirOrder() throws IOException {
    List<String> shown = matches(BLOCK, DOCUMENT);
    List<String> run = matches(REGION, EXAMPLES.resolve("OwnStepTest.java"));
    run.addAll(matches(REGION, EXAMPLES.resolve("MaskProvider.java")));
    assertThat(shown).isNotEmpty().isEqualTo(run);
  }

  private static List<String> matches(Pattern pattern, Path file) throws IOException {
    List<String> found = new ArrayList<>();
    // a region begins where the one before it ends
    Matcher matcher = pattern.matcher(Files.readString(file));
    for (int from = 0; matcher.find(from); from = matcher.end(1)) {
      found.add(matcher.group(1).stripTrailing().stripIndent().strip());
    }
    return found;
  }
}
