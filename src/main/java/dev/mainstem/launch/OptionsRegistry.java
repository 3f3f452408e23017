package dev.mainstem.launch;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/**
 * The kinds of options that Beam knows: by them words of a command line become options.
 *
 * <p>Beam's factory takes stock of the kinds that any jar brings as soon as it is loaded, and
 * checks each beside all others, by reflection: an eighth of what a start on Flink takes. Words
 * mostly need no other kind than that of their runner, so the factory is at first shown none; where
 * that is not enough, it takes stock of all. Kinds that nobody registered can be asked for all the
 * same ({@link PipelineOptions#as}).
 */
final class OptionsRegistry {

  private OptionsRegistry() {}

  /**
   * The options that words mean.
   *
   * @param runners the kind of options that the runner has
   * @throws IllegalArgumentException if a word is that of no kind of options, or its value is wrong
   */
  static PipelineOptions parse(String[] words, Class<? extends PipelineOptions> runners) {
    loadFactory();
    try {
      return PipelineOptionsFactory.fromArgs(words).withValidation().as(runners);
    } catch (IllegalArgumentException e) { // a word of another kind, or a wrong one: told by all
      PipelineOptionsFactory.resetCache();
      return PipelineOptionsFactory.fromArgs(words).withValidation().create();
    }
  }

  /** Where the factory is not loaded yet, it is now, and finds no kinds. */
  private static void loadFactory() {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutRegistrars(usual));
    try {
      PipelineOptionsFactory.getRegisteredOptions();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  /** Finds all that its parent finds, but those who register kinds of options. */
  private static final class WithoutRegistrars extends ClassLoader {

    private static final String SERVICE =
        "META-INF/services/" + PipelineOptionsRegistrar.class.getName();

    WithoutRegistrars(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(SERVICE) ? Collections.emptyEnumeration() : super.getResources(name);
    }
  }
}
