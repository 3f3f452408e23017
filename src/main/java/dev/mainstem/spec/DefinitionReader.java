package dev.mainstem.spec;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads pipeline definitions.
 *
 * <p>The text is read as a whole and every problem of it is noted, with its place. Where something
 * is wrong a stand-in takes its place, chosen so that nothing else looks wrong because of it; so
 * what judges the steps and the sinks can add their problems, and all of them are told at once.
 */
public final class DefinitionReader {

  /** What a folder's definition is called. */
  public static final String FILE_NAME = "pipeline.yaml";

  private static final String BUILT = "<definition>";
  private static final String UNNAMED = "unnamed";

  /** More than anybody writes by hand. */
  private static final long MAX_BYTES = 4_000_000;

  /** What becomes of rows that come too late for their window. */
  private enum Late {
    COUNT,
    REJECT
  }

  private final String file;
  private final Path folder;
  private final Variables variables;
  private final Problems problems;

  private DefinitionReader(String file, Path folder, Variables variables) {
    this.file = file;
    this.folder = folder.toAbsolutePath().normalize();
    this.variables = variables;
    this.problems = new Problems(variables);
  }

  /**
   * Reads a file, or the {@value #FILE_NAME} of a folder.
   *
   * @return the definition, with stand-ins where it has {@link Definition#problems}
   * @throws DefinitionException if there is none, or it is no YAML mapping
   */
  public static Definition read(Path fileOrFolder, Variables variables) {
    Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(FILE_NAME) : fileOrFolder;
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    return new DefinitionReader(file.toString(), folder, variables).parse(textOf(file));
  }

  /**
   * Reads a text.
   *
   * @param folder what its relative paths start from
   * @return the definition, with stand-ins where it has {@link Definition#problems}
   * @throws DefinitionException if it is no YAML mapping
   */
  public static Definition parse(String yaml, Path folder, Variables variables) {
    return new DefinitionReader(BUILT, folder, variables).parse(yaml);
  }

  /**
   * Takes the same structure as maps, lists, strings, numbers and booleans: a definition that a
   * program built.
   *
   * @param folder what its relative paths start from
   * @return the definition, with stand-ins where it has {@link Definition#problems}
   * @throws IllegalArgumentException for a key that is no string, or a value that YAML could not
   *     say
   */
  public static Definition build(Map<String, ?> definition, Path folder) {
    DefinitionReader reader =
        new DefinitionReader(BUILT, folder, new Variables(Map.of(), name -> null));
    Node node = BuiltDocument.of(definition, Position.startOf(BUILT), reader.variables);
    return reader.read(new Section((Node.Mapping) node, "", reader.problems));
  }

  private static String textOf(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw unreadable(file, "is larger than %,d bytes".formatted(MAX_BYTES));
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not in UTF-8");
    } catch (IOException e) {
      throw unreadable(file, "can't be read: " + e.getMessage());
    }
  }

  private static DefinitionException unreadable(Path file, String rule) {
    return new DefinitionException(
        List.of(new Problem(Position.startOf(file.toString()), "", rule)));
  }

  private Definition parse(String text) {
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Optional<Node.Mapping> root = YamlDocument.parse(unmarked, file, variables, problems);
    if (root.isEmpty()) {
      throw new DefinitionException(problems.all());
    }
    return read(new Section(root.get(), "", problems));
  }

  private Definition read(Section root) {
    String name =
        root.require("name", "the name of the job").flatMap(this::readName).orElse(UNNAMED);
    Optional<Section> stream =
        section(root.require("stream", "what the records hold"), "a mapping with schema");
    StreamSpec spec = readStream(root, stream);
    List<String> declared = stream.map(StreamSpec::declared).orElse(List.of());
    Sides sides = readSides(root, spec, declared);
    Graph graph = readGraph(root, sides.live());
    List<TestSpec> tests =
        root.get("tests")
            .map(v -> TestSpec.readAll(v, sides.history().isPresent(), sides.live().isPresent()))
            .orElse(List.of());
    root.done();
    return new Definition(
        file,
        folder,
        name,
        spec,
        !declared.isEmpty() && declared.equals(spec.rowType().names()),
        sides.history().orElse(null),
        sides.live().orElse(null),
        sides.cutover(),
        graph.windowing(),
        graph.transforms(),
        graph.sinks(),
        graph.rejectLate(),
        graph.rejected(),
        tests,
        variables.secrets(),
        problems);
  }

  private static StreamSpec readStream(Section root, Optional<Section> stream) {
    boolean history = root.get("history").isPresent();
    boolean live = root.get("live").isPresent();
    return stream.map(s -> StreamSpec.read(s, history, live)).orElse(StreamSpec.UNKNOWN);
  }

  /** The two forms of the stream, and how they meet. */
  private record Sides(
      Optional<HistorySpec> history, Optional<LiveSpec> live, CutoverSpec cutover) {}

  private static Sides readSides(Section root, StreamSpec stream, List<String> declared) {
    Optional<HistorySpec> history =
        section(root.get("history"), "a mapping with path").map(s -> HistorySpec.read(s, declared));
    List<String> pathFields = history.map(HistorySpec::pathFieldNames).orElse(List.of());
    boolean bothSides = root.get("history").isPresent() && root.get("live").isPresent();
    CutoverSpec cutover =
        section(root.get("cutover"), "a mapping with at or dedupe")
            .map(s -> CutoverSpec.read(s, stream, declared, pathFields, bothSides))
            .orElse(CutoverSpec.NONE);
    Optional<LiveSpec> live =
        section(root.get("live"), "a mapping with topic")
            .map(s -> LiveSpec.read(s, cutover, bothSides));
    if (root.get("history").isEmpty() && root.get("live").isEmpty()) {
      root.problem("expected history, live or both");
    }
    return new Sides(history, live, cutover);
  }

  /** What is done with the stream. */
  private record Graph(
      WindowSpec windowing,
      List<StepSpec> transforms,
      List<SinkSpec> sinks,
      boolean rejectLate,
      RejectedSpec rejected) {}

  private Graph readGraph(Section root, Optional<LiveSpec> live) {
    WindowSpec windowing = root.get("windowing").map(WindowSpec::read).orElse(WindowSpec.GLOBAL);
    List<StepSpec> transforms = root.get("transforms").map(StepSpec::readAll).orElse(List.of());
    String last =
        transforms.isEmpty() ? StepSpec.STREAM : transforms.get(transforms.size() - 1).name();
    List<SinkSpec> sinks =
        root.require("sinks", "where results go")
            .map(v -> SinkSpec.readAll(v, last))
            .orElse(List.of());
    boolean rejectLate =
        root.get("late").flatMap(v -> v.oneOf(Late.class)).orElse(Late.COUNT) == Late.REJECT;
    RejectedSpec rejected =
        section(root.get("rejected"), "a mapping with path or topic")
            .map(s -> RejectedSpec.read(s, live))
            .orElse(RejectedSpec.DEFAULT);
    return new Graph(windowing, transforms, sinks, rejectLate, rejected);
  }

  private static Optional<Section> section(Optional<Value> value, String what) {
    return value.flatMap(v -> v.section(what));
  }

  private Optional<String> readName(Value value) {
    String what = "a name of letters, digits, dots, underscores and hyphens";
    Optional<String> name = value.word(what);
    if (name.isPresent() && !name.get().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      value.expected(what);
      return Optional.empty();
    }
    return name;
  }
}
