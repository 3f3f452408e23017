package dev.mainstem.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreeScanner;
import dev.mainstem.aggregate.Function;
import dev.mainstem.pipeline.Plan;
import dev.mainstem.spec.CsvSpec;
import dev.mainstem.spec.DefinitionException;
import dev.mainstem.spec.DefinitionReader;
import dev.mainstem.spec.Delivery;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.Format;
import dev.mainstem.spec.HistorySpec;
import dev.mainstem.spec.LiveSpec;
import dev.mainstem.spec.MessageSpec;
import dev.mainstem.spec.Metadata;
import dev.mainstem.spec.WindowSpec;
import dev.mainstem.testing.Runs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference names every key and word that the code reads, and no other. */
class DefinitionDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "definition.md");
  private static final Set<String> READS_A_KEY = Set.of("get", "require", "unsupported", "fields");

  @Test
  void everyKeyIsDocumentedAndEveryDocumentedOneIsRead() {
    Set<String> documented = new TreeSet<>();
    Documents.firstCells(Documents.prose(DOCUMENT), "Key")
        .forEach(cell -> documented.addAll(Documents.codeIn(cell)));
    assertThat(documented).containsExactlyElementsOf(keysOfTheCode());
  }

  @ParameterizedTest
  @MethodSource("words")
  void everyWordIsDocumented(String word) {
    assertThat(Documents.prose(DOCUMENT)).anyMatch(line -> Documents.codeIn(line).contains(word));
  }

  @Test
  void everyKindOfStepAndSinkHasAHeading() {
    assertThat(Documents.headings(DOCUMENT))
        .containsAll(kinds("transforms: [{type: None}]"))
        .containsAll(kinds("sinks: [{type: None}]"));
  }

  static Stream<String> words() {
    return Stream.of(
            Arrays.stream(FieldType.values()).map(FieldType::word),
            Arrays.stream(Metadata.values()).map(Metadata::word),
            Arrays.stream(Function.values()).map(Function::word),
            Stream.of(
                    Delivery.values(),
                    Format.values(),
                    HistorySpec.Order.values(),
                    LiveSpec.Stop.values(),
                    MessageSpec.Format.values(),
                    WindowSpec.Kind.values(),
                    WindowSpec.Accumulation.values())
                .flatMap(Arrays::stream)
                .map(word -> word.name().toLowerCase(Locale.ROOT)),
            Stream.of("cutover", "earliest", "latest", "committed", CsvSpec.RFC_4180.charset()))
        .flatMap(words -> words);
  }

  /** The kinds that there are, out of the message for one that there is not. */
  private static List<String> kinds(String section) {
    String base = section.startsWith("sinks") ? "" : "\nsinks: [{type: WriteToConsole}]";
    String yaml =
        """
        name: kinds
        stream: {schema: {at: timestamp}, event_time: at}
        history: {path: none.csv}
        """;
    DefinitionException thrown =
        catchThrowableOfType(
            DefinitionException.class,
            () ->
                Plan.of(
                    DefinitionReader.parse(
                        yaml + section + base, Path.of("docs"), Runs.noVariables())));
    String message = thrown.problems().get(0).rule();
    String words = message.substring(message.indexOf('[') + 1, message.indexOf(']'));
    return List.of(words.split(", ", -1));
  }

  private static Set<String> keysOfTheCode() {
    Set<String> keys = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
        if (call.getMethodSelect() instanceof MemberSelectTree method
            && READS_A_KEY.contains(method.getIdentifier().toString())
            && !call.getArguments().isEmpty()) {
          addLiteral(call.getArguments().get(0));
        } else if (call.getMethodSelect().toString().equals("length")) {
          addLiteral(call.getArguments().get(1));
        }
        return super.visitMethodInvocation(call, null);
      }

      private void addLiteral(ExpressionTree argument) {
        if (argument instanceof LiteralTree literal && literal.getValue() instanceof String key) {
          keys.add(key);
        }
      }
    }.scan(
        SourceTrees.of("dev/mainstem/spec", "dev/mainstem/transforms", "dev/mainstem/sinks"), null);
    return keys;
  }
}
