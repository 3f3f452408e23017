package dev.mainstem.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The JSON Schema of a definition, and how a definition tells an editor of it. */
final class DefinitionSchema {

  /** What the file is called, in the documents and beside a definition. */
  static final String FILE = "pipeline.schema.json";

  /** The system property in which the start script says where the documents have it. */
  private static final String PROPERTY = "mainstem.schema";

  private static final String RESOURCE = "/schema/" + FILE;

  private DefinitionSchema() {}

  /** The schema itself, of draft 7. */
  static String text() {
    try (InputStream in = DefinitionSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first line of a definition, by which editors that know the YAML language server find the
   * schema: the one beside it, else the one of the documents, else how to have one.
   *
   * @param folder of the definition
   */
  static String line(Path folder) {
    return line(folder, Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of));
  }

  static String line(Path folder, Optional<Path> documents) {
    return Stream.concat(Stream.of(folder.resolve(FILE)), documents.stream())
        .filter(Files::isRegularFile)
        .findFirst()
        .map(schema -> modeline(address(folder, schema)))
        .orElse(
            "# For an editor that completes and explains: mainstem schema > %s, and make this line %s"
                .formatted(FILE, modeline(FILE)));
  }

  private static String modeline(String address) {
    return "# yaml-language-server: $schema=" + address;
  }

  /** Relative where it does not leave the folder, so that both may move together. */
  private static String address(Path folder, Path schema) {
    Path absolute = schema.toAbsolutePath().normalize();
    Path from = folder.toAbsolutePath().normalize();
    return absolute.startsWith(from)
        ? encoded(from.relativize(absolute).toString().replace('\\', '/'))
        : absolute.toUri().toString();
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
