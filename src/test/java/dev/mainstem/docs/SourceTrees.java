package dev.mainstem.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of the program as the compiler's trees, not attributed: names, no types. */
final class SourceTrees {

  private static final Path ROOT = Path.of("src", "main", "java");

  private SourceTrees() {}

  /** The trees of all sources below some packages, such as {@code dev/mainstem/spec}. */
  static List<CompilationUnitTree> of(String... packages) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<CompilationUnitTree> trees = new ArrayList<>();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources(packages)));
      task.parse().forEach(trees::add);
      return trees;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(String... packages) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : packages) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
        all.filter(path -> path.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }
}
