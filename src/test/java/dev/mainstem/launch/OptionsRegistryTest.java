package dev.mainstem.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

/**
 * What Beam's factory of options knows of after a launch: each time in classes that are loaded
 * anew, as in a process of its own, since the factory takes stock once.
 */
class OptionsRegistryTest {

  @Test
  void ofTheWordsOfARunnerTheFactoryTakesNoStock() throws Throwable {
    try (LoadedAnew program = new LoadedAnew(true)) {
      String options = program.optionsOf("--parallelism=3", "--checkpointingInterval=7");
      assertThat(options).contains("parallelism: 3", "checkpointingInterval: 7");
      assertThat(program.registered()).isEmpty();
    }
  }

  @Test
  void theDirectRunnerHasWordsOfItsOwn() throws Throwable {
    try (LoadedAnew program = new LoadedAnew(true)) {
      String options = program.optionsOf("--runner=DirectRunner", "--targetParallelism=3");
      assertThat(options).contains("targetParallelism: 3", "DirectRunner");
      assertThat(program.registered()).isEmpty();
    }
  }

  @Test
  void wordsOfAnyOtherKindAreUnderstoodToo() throws Throwable {
    try (LoadedAnew program = new LoadedAnew(true)) {
      String options =
          program.optionsOf(
              "--parallelism=3", "--experiments=a", "--defaultSdkHarnessLogLevel=WARN");
      assertThat(options)
          .contains("parallelism: 3", "experiments: [a]", "defaultSdkHarnessLogLevel: WARN");
      assertThat(program.registered()).isNotEmpty();
    }
  }

  @Test
  void insideOfAnotherProgramTheFactoryIsAsItAlwaysIs() throws Throwable {
    try (LoadedAnew program = new LoadedAnew(false)) {
      String options = program.optionsOf("--parallelism=3", "--experiments=a");
      assertThat(options).contains("parallelism: 3", "experiments: [a]");
      assertThat(program.registered()).isNotEmpty();
    }
  }

  @Test
  void aWordOfNoKindIsToldWithTheOneThatIsMeant() throws Throwable {
    try (LoadedAnew program = new LoadedAnew(true)) {
      assertThatThrownBy(() -> program.optionsOf("--paralelism=3"))
          .hasMessageContaining("paralelism")
          .hasMessageContaining("Did you mean 'parallelism'?");
    }
  }

  /** Loads all classes of the class path anew. */
  private static final class LoadedAnew implements AutoCloseable {

    private final URLClassLoader classes =
        new URLClassLoader(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(LoadedAnew::url)
                .toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());

    /**
     * @param own whether the process is Mainstem's own
     */
    LoadedAnew(boolean own) throws Throwable {
      if (own) {
        call(OptionsRegistry.class, "showNone", new Class<?>[0]);
      }
    }

    private static URL url(String path) {
      try {
        return new File(path).toURI().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(path, e);
      }
    }

    String optionsOf(String... words) throws Throwable {
      return call(RunnerOptions.class, "of", new Class<?>[] {List.class}, List.of(words))
          .toString();
    }

    Set<?> registered() throws Throwable {
      return (Set<?>) call(PipelineOptionsFactory.class, "getRegisteredOptions", new Class<?>[0]);
    }

    /** A static method of the class of this name here. */
    private Object call(Class<?> name, String method, Class<?>[] types, Object... arguments)
        throws Throwable {
      Thread thread = Thread.currentThread();
      ClassLoader usual = thread.getContextClassLoader();
      thread.setContextClassLoader(classes);
      try {
        return classes.loadClass(name.getName()).getMethod(method, types).invoke(null, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        thread.setContextClassLoader(usual);
      }
    }

    @Override
    public void close() throws IOException {
      classes.close();
    }
  }
}
