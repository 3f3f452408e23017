package dev.mainstem.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long files and methods may be, so that each can be taken in at one look. */
class SizesTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final int LONGEST_FILE = 250;
  private static final int LONGEST_METHOD = 60;
  private static final int TYPICAL_METHOD = 20;

  /** A method and how many lines it has, from the opening brace to the closing one. */
  private record Method(String name, long lines) {}

  private static List<Method> methods = List.of();

  @BeforeAll
  static void readSources() throws IOException {
    methods = methodsOf(sources());
  }

  @Test
  void noFileIsLong() throws IOException {
    for (Path source : sources()) {
      assertThat(Files.readAllLines(source))
          .as("%s", source)
          .hasSizeLessThanOrEqualTo(LONGEST_FILE);
    }
  }

  @Test
  void noMethodIsLong() {
    assertThat(methods).isNotEmpty().allMatch(method -> method.lines() <= LONGEST_METHOD);
  }

  @Test
  void nearlyAllMethodsAreShort() {
    List<Method> longer =
        methods.stream()
            .filter(method -> method.lines() > TYPICAL_METHOD)
            .sorted(Comparator.comparing(Method::lines).reversed())
            .toList();
    assertThat(longer).hasSizeLessThan(methods.size() / 20);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<Method> methodsOf(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      List<Method> found = new ArrayList<>();
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodScanner(unit, positions, found).scan(unit, null);
      }
      return found;
    }
  }

  private static final class MethodScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> found;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method));
        found.add(
            new Method(unit.getSourceFile().getName() + "#" + method.getName(), last - first + 1));
      }
      return super.visitMethod(method, null);
    }
  }
}
