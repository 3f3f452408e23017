package dev.mainstem.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 into {@link Node}s with their places.
 *
 * <p>Stricter than YAML where a slip would go unseen: a key that stands twice, a tag and a nesting
 * without end are problems. Variables are filled in after the parse and into scalars only, so that
 * no value of theirs can change the structure.
 */
final class YamlDocument {

  /** More than anybody writes by hand. */
  private static final int MAX_CODE_POINTS = 1_000_000;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NODES = 200_000;

  /**
   * Those that the parser itself gives to what has none; one is for a lone <code>${NAME}</code>.
   */
  private static final List<Tag> PLAIN_TAGS =
      List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.ENV_TAG);

  private final String file;
  private final Variables variables;
  private final Problems problems;
  private int nodes;

  private YamlDocument(String file, Variables variables, Problems problems) {
    this.file = file;
    this.variables = variables;
    this.problems = problems;
  }

  /** The root mapping, or nothing where the text is no YAML mapping; then the problems say why. */
  static Optional<Node.Mapping> parse(
      String text, String file, Variables variables, Problems problems) {
    return new YamlDocument(file, variables, problems).root(text);
  }

  private Optional<Node.Mapping> root(String text) {
    if (!isPrintable(text)) {
      return Optional.empty();
    }
    try {
      Optional<org.snakeyaml.engine.v2.nodes.Node> composed =
          new Compose(settings()).composeString(text);
      Node root = composed.isEmpty() ? null : convert(composed.get(), "", 0);
      if (root instanceof Node.Mapping mapping) {
        return Optional.of(mapping);
      }
      problems.add(
          Position.startOf(file),
          "",
          "expected a mapping with name, stream and history or live, found "
              + (root == null ? "nothing" : root.describe()));
    } catch (MarkedYamlEngineException e) {
      problems.add(
          e.getProblemMark().map(this::position).orElse(Position.startOf(file)),
          "",
          "is no YAML: " + e.getProblem());
    } catch (YamlEngineException | StackOverflowError e) {
      problems.add(Position.startOf(file), "", "is no YAML: " + reason(e));
    }
    return Optional.empty();
  }

  private boolean isPrintable(String text) {
    int at = 0;
    while (at < text.length() && StreamReader.isPrintable(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == text.length()) {
      return true;
    }
    String[] lines = text.substring(0, at).split("\r\n|\r|\n", -1);
    String line = lines[lines.length - 1];
    problems.add(
        new Position(file, lines.length, line.codePointCount(0, line.length()) + 1),
        "",
        "is no YAML: the character U+%04X can't be printed".formatted(text.codePointAt(at)));
    return false;
  }

  private static String reason(Throwable e) {
    return e instanceof StackOverflowError
        ? "it is nested too deeply"
        : String.valueOf(e.getMessage());
  }

  private LoadSettings settings() {
    return LoadSettings.builder().setLabel(file).setCodePointLimit(MAX_CODE_POINTS).build();
  }

  private Node convert(org.snakeyaml.engine.v2.nodes.Node node, String path, int depth) {
    Position at = node.getStartMark().map(this::position).orElse(Position.startOf(file));
    if (depth > MAX_DEPTH) {
      problems.add(at, path, "is nested more than " + MAX_DEPTH + " levels deep");
      return new Node.Scalar(at, "", true, false, false);
    }
    if (++nodes > MAX_NODES) {
      String rule = "has more than %,d values, with what its aliases repeat".formatted(MAX_NODES);
      problems.add(Position.startOf(file), "", rule);
      return new Node.Scalar(at, "", true, false, false);
    }
    if (!PLAIN_TAGS.contains(node.getTag())) {
      problems.add(at, path, "tags have no meaning here, found " + node.getTag());
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, at, path);
    }
    return node instanceof SequenceNode sequence
        ? sequence(sequence, at, path, depth)
        : mapping((MappingNode) node, at, path, depth);
  }

  private Node scalar(ScalarNode scalar, Position at, String path) {
    boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
    Variables.Filled filled = variables.fill(scalar.getValue(), at, path, problems);
    boolean verbatim = filled.text().equals(scalar.getValue()) && isVerbatim(scalar, quoted);
    return new Node.Scalar(at, filled.text(), quoted, filled.secret(), verbatim);
  }

  /** Whether the text was neither folded nor escaped: then it is as long as what stands there. */
  private static boolean isVerbatim(ScalarNode scalar, boolean quoted) {
    Optional<Mark> from = scalar.getStartMark();
    Optional<Mark> to = scalar.getEndMark();
    if (from.isEmpty() || to.isEmpty() || from.get().getLine() != to.get().getLine()) {
      return false;
    }
    String text = scalar.getValue();
    int length = to.get().getIndex() - from.get().getIndex();
    return text.codePointCount(0, text.length()) == length - (quoted ? 2 : 0);
  }

  private Node sequence(SequenceNode sequence, Position at, String path, int depth) {
    List<org.snakeyaml.engine.v2.nodes.Node> items = sequence.getValue();
    return new Node.Sequence(
        at,
        IntStream.range(0, items.size())
            .mapToObj(i -> convert(items.get(i), path + "[" + i + "]", depth + 1))
            .toList());
  }

  private Node mapping(MappingNode mapping, Position at, String path, int depth) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Position keyAt =
          tuple.getKeyNode().getStartMark().map(this::position).orElse(Position.startOf(file));
      String key = key(tuple.getKeyNode(), keyAt, path);
      if (key != null) {
        String inner = path.isEmpty() ? key : path + "." + key;
        Node.Entry entry = new Node.Entry(keyAt, convert(tuple.getValueNode(), inner, depth + 1));
        if (entries.putIfAbsent(key, entry) != null) {
          problems.add(keyAt, inner, "stands twice; which of the two is meant?");
        }
      }
    }
    return new Node.Mapping(at, entries);
  }

  private @Nullable String key(org.snakeyaml.engine.v2.nodes.Node key, Position at, String path) {
    if (key instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problems.add(at, path, "expected a word as the key, found a list or a mapping");
    return null;
  }

  private Position position(Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
