package dev.mainstem.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.spec.RowType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference says what there is, and nothing that is not so. */
class ExpressionDocumentTest {

  private static final Path DOCUMENT = Path.of("docs", "expressions.md");
  private static final Pattern SIGNATURE = Pattern.compile("`([a-z_0-9]+)\\(");
  private static final Pattern EXAMPLE = Pattern.compile("`([^`]+)` is `([^`]+)`");
  private static final RowType NO_FIELDS = RowType.of();

  @Test
  void every_function_is_documented_and_every_documented_one_is_there() throws Exception {
    Set<String> documented = new TreeSet<>();
    for (String row : rows("## Functions")) {
      String signatures = row.split("\\|", -1)[1];
      SIGNATURE.matcher(signatures).results().map(match -> match.group(1)).forEach(documented::add);
    }
    assertThat(documented).containsExactlyElementsOf(Functions.names());
  }

  @Test
  void most_functions_have_an_example() throws Exception {
    assertThat(examples()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_example_is_true(String expression, String result) throws Exception {
    Object expected = result.equals("null") ? null : value(result);
    assertThat(value(expression)).isEqualTo(expected);
  }

  private static @Nullable Object value(String expression) throws Exception {
    return Expression.of(expression, NO_FIELDS).evaluator().evaluate(List.of());
  }

  static Stream<Arguments> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map((MatchResult match) -> Arguments.of(match.group(1), match.group(2)));
  }

  /** The rows of the first table behind a heading, without the head. */
  private static List<String> rows(String heading) throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .dropWhile(line -> !line.equals(heading))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }
}
