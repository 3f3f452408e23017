package dev.mainstem.launch;

import dev.mainstem.broker.EmbeddedBroker;
import dev.mainstem.spec.EnvironmentException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * The one jar that brings this project, and all that it needs beyond Flink, to the workers of a
 * cluster. The build makes it; see {@code pom.xml}.
 */
final class JobJar {

  private static final String NAME = "mainstem-job.jar";

  private JobJar() {}

  /**
   * Has a launch stage the job jar, and the jars of its user, unless it was told what to stage.
   *
   * @throws EnvironmentException if the jar has not been built
   */
  static void stage(FlinkPipelineOptions options) {
    List<String> given = options.getFilesToStage();
    if (given == null || given.isEmpty()) {
      List<String> jars = new ArrayList<>(List.of(find().toString()));
      jars.addAll(UserJars.all());
      options.setFilesToStage(jars);
    }
  }

  private static Path find() {
    Optional<Path> running = running();
    if (running.isPresent()) {
      return running.get();
    }
    String home = System.getProperty(EmbeddedBroker.HOME);
    Path built = home == null ? Path.of(NAME) : Path.of(home, NAME);
    if (home != null && Files.exists(built)) {
      return built;
    }
    throw new EnvironmentException(
        ("a Flink cluster needs the job jar, and there is no %s; build it with"
                + " `mvn -DskipTests verify`, or name another one with --filesToStage")
            .formatted(built));
  }

  /** The jar that this class was loaded from, if it is a job jar: then Beam came from it too. */
  private static Optional<Path> running() {
    String ours = location(JobJar.class);
    return ours != null && Objects.equals(ours, location(Pipeline.class))
        ? Optional.of(Path.of(ours))
        : Optional.empty();
  }

  private static @Nullable String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a place for classes: " + source, e);
    }
  }
}
