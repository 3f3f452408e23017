package dev.mainstem.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The document of the errors has every message of the sources, as a template, and no other.
 *
 * <p>What counts as a message is in {@link SourceMessages}: any text of two words or more. So a
 * message that consists of one word only is the one kind that this test does not see.
 */
class ErrorsDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "errors.md");

  /** Texts that nobody is told as an error: words for a runner, of a report, of a log. */
  private static final Set<String> NO_ERRORS =
      Set.of(
          "(…) * cast((…) as double) + (…)",
          "Caused by:",
          "application/vnd.schemaregistry.v1+json, application/json",
          "Flink at …",
          "Flink, embedded",
          "the DirectRunner",
          "the standard output",
          "broker ready",
          "every distinct value",
          "every value and its time",
          "every value, in 8 bytes",
          "position … of …, newest event time …");

  @Test
  void everyMessageOfTheSourcesIsDocumented() {
    Set<String> missing = messages();
    missing.removeAll(documented());
    assertThat(missing).isEmpty();
  }

  @Test
  void everyDocumentedMessageIsInTheSources() {
    Set<String> gone = documented();
    gone.removeAll(messages());
    assertThat(gone).isEmpty();
  }

  private static Set<String> messages() {
    Set<String> messages =
        new TreeSet<>(
            SourceMessages.in(SourceTrees.of("dev/mainstem"), ErrorsDocumentTest::hasOtherTexts));
    messages.removeAll(NO_ERRORS);
    return messages;
  }

  /** What prints a report, shows a page, examines, drafts or speaks SQL may end in an error. */
  private static boolean hasOtherTexts(CompilationUnitTree source) {
    String file = source.getSourceFile().getName();
    return file.matches(".*(JdbcDialect|MachineChecks|Examination)\\.java")
        || file.contains("/console/")
        || file.contains("/infer/")
        || file.contains("/picture/")
        || (file.contains("/cli/") && !file.matches(".*(Command|Options|Mainstem)\\.java"));
  }

  private static Set<String> documented() {
    Set<String> documented = new TreeSet<>();
    for (String cell : Documents.firstCells(Documents.prose(DOCUMENT), "Message")) {
      Documents.codeIn(cell).forEach(code -> documented.add(SourceMessages.template(code)));
    }
    return documented;
  }
}
