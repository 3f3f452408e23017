package dev.mainstem.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills <code>${NAME}</code> and <code>${NAME:-default}</code> in: from {@code --set}, then from
 * the environment, then from the default. A second dollar sign in front keeps the text as it is.
 *
 * <p>Remembers the values that look like secrets by the name of their variable, so that nothing
 * prints them.
 */
public final class Variables {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([^}:]*)(?::-([^}]*))?}?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(passw|secret|token|credential|api_?key|private_?key|jaas).*");

  private final Map<String, String> set;
  private final Function<String, @Nullable String> environment;
  private final List<String> secrets = new ArrayList<>();

  /**
   * @param set what the user gave with {@code --set}
   * @param environment the environment's value of a name, or null
   */
  public Variables(Map<String, String> set, Function<String, @Nullable String> environment) {
    this.set = Map.copyOf(set);
    this.environment = environment;
  }

  /** Those of {@code --set} over those of the process's environment. */
  public static Variables of(Map<String, String> set) {
    return new Variables(set, System::getenv);
  }

  /** Whether a key or the name of a variable says that its value must not be shown. */
  static boolean namesSecret(String name) {
    return SECRET_NAME.matcher(name.replace('.', '_').toLowerCase(Locale.ROOT)).matches();
  }

  /** The values that must not be shown, as far as they were met. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** Notes a value that must not be shown. */
  void addSecret(String value) {
    if (!value.isBlank()) {
      secrets.add(value);
    }
  }

  /** A text with its variables filled in, and whether a secret is among them. */
  record Filled(String text, boolean secret) {}

  Filled fill(String text, Position at, String key, Problems problems) {
    if (!text.contains("${")) {
      return new Filled(text, false);
    }
    boolean secret = false;
    StringBuilder filled = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      String value =
          reference.group().startsWith("$$") ? "${" : value(reference, at, key, problems);
      boolean hidden = reference.group(1) != null && namesSecret(reference.group(1));
      if (hidden) {
        addSecret(value);
      }
      secret |= hidden;
      reference.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    reference.appendTail(filled);
    return new Filled(filled.toString(), secret);
  }

  private String value(Matcher reference, Position at, String key, Problems problems) {
    String name = reference.group(1);
    if (!reference.group().endsWith("}") || !NAME.matcher(name).matches()) {
      problems.add(
          at, key, "expected ${NAME} or ${NAME:-default}, found \"" + reference.group() + '"');
      return "";
    }
    String given = set.containsKey(name) ? set.get(name) : environment.apply(name);
    if (given != null) {
      return given;
    }
    if (reference.group(2) == null) {
      problems.add(
          at,
          key,
          "the variable %s has no value: pass --set %s=..., export it, or write ${%s:-default}"
              .formatted(name, name, name));
      return "";
    }
    return reference.group(2);
  }
}
