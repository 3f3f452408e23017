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
 * mostly need no other kind than that of their runner. So in a process of Mainstem's own the
 * factory is at first shown none, and takes stock where that is not enough. Kinds that nobody
 * registered can be asked for all the same ({@link PipelineOptions#as}).
 *
 * <p>Inside of another program, whose own words may need any kind, nothing of the factory changes.
 */
public final class OptionsRegistry {

  private static volatile boolean shownNone;

  private OptionsRegistry() {}

  /**
   * Lets Beam's factory find no kinds of options when it is loaded: for a process where nobody else
   * makes options of words. Before anything else is done with options.
   */
  public static void showNone() {
    shownNone = true;
  }

  /**
   * The options that words mean.
   *
   * @param runners the kind of options that the runner has
   * @throws IllegalArgumentException if a word is that of no kind of options, or its value is wrong
   */
  static PipelineOptions parse(String[] words, Class<? extends PipelineOptions> runners) {
    if (shownNone) {
      loadFactory();
    }
    try {
      return PipelineOptionsFactory.fromArgs(words).withValidation().as(runners);
    } catch (IllegalArgumentException e) {
      if (!PipelineOptionsFactory.getRegisteredOptions().isEmpty()) {
        throw e;
      }
    }
    // a word of another kind, or a wrong one, which is told best by who knows all kinds
    PipelineOptionsFactory.resetCache();
    return PipelineOptionsFactory.fromArgs(words).withValidation().create();
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
