package dev.mainstem.history;

import dev.mainstem.spec.Definition;
import dev.mainstem.spec.EnvironmentException;
import dev.mainstem.spec.LookupSpec;
import dev.mainstem.spec.TableSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Finds the files that steps look up in, once, at the launch, and reads each of them: it has the
 * columns, every row of it is good, and no two have one key.
 */
public final class LookupFiles {

  private LookupFiles() {}

  /**
   * The files, in the order of the lookups.
   *
   * @throws EnvironmentException if one is not there, or can't be looked up in
   */
  public static List<LookupFile> find(Definition definition, List<LookupSpec> lookups) {
    return lookups.stream().map(spec -> find(definition, spec)).toList();
  }

  private static LookupFile find(Definition definition, LookupSpec spec) {
    TableSpec table = spec.table();
    String resource = resourceOf(spec, definition.resolve(table.path()));
    String name = HistoryFiles.nameOf(definition, resource);
    HistoryFile file = HistoryFiles.describe(table.file(), resource, name);
    HistoryFiles.checkColumns(table.rows(), table.file(), List.of(file));
    LookupTable read = LookupReader.read(spec, file);
    ContentBytes.Content content = read.content();
    return new LookupFile(
        spec, file, read.rows(), read.entries().size(), content.bytes(), content.crc32c());
  }

  private static String resourceOf(LookupSpec spec, String path) {
    try {
      MatchResult.Metadata found = FileSystems.matchSingleFileSpec(path);
      if (found.resourceId().isDirectory()) {
        throw new EnvironmentException(
            "%s.path: expected one file, found the folder %s".formatted(spec.step(), path));
      }
      return found.resourceId().toString();
    } catch (FileNotFoundException e) {
      throw new EnvironmentException(
          "%s.path: there is no file %s".formatted(spec.step(), path), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new EnvironmentException(
          "%s.path: can't look for %s: %s".formatted(spec.step(), path, e.getMessage()), e);
    }
  }
}
