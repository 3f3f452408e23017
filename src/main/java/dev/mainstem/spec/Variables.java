package dev.mainstem.spec;

import java.util.ArrayList;
import java.util.Comparator;
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
 * <p>Remembers the values that look like secrets by the name of their variable, Kafka property or
 * key of a registry or a sink, so that nothing prints them.
 */
public final class Variables {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([^}:]*)(?::-([^}]*))?}?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(passw|passphrase|(^|_)pass($|_)|_pwd|secret|token|credential|jaas|"
              + "(api|private|access|keystore)_?key).*");

  /** The path of a property that is handed on to Kafka, or of a key of a registry or a sink. */
  private static final Pattern PROPERTY =
      Pattern.compile(
          "(?:.*\\.(?:consumer|producer|schema_registry)|sinks\\[\\d+]\\.config)\\.(.+)");

  private static final Pattern QUOTED = Pattern.compile("=\\s*(?:\"([^\"]+)\"|'([^']+)')");
  private static final String STARS = "***";

  /** Shorter ones stand in any text by chance, and keep nobody out. */
  private static final int SHORTEST_SECRET = 3;

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

  /** Whether the name of a variable or property says that its value must not be shown. */
  private static boolean namesSecret(String name) {
    String words = name.replace('.', '_').replace('-', '_').toLowerCase(Locale.ROOT);
    return SECRET_NAME.matcher(words).matches();
  }

  /** The values that must not be shown, as far as they were met, the longest first. */
  List<String> secrets() {
    return secrets.stream()
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /**
   * A text in which every secret is a row of stars.
   *
   * @param secrets the longest first, so that no rest of one is left behind a shorter one
   */
  static String redact(String text, List<String> secrets) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, STARS);
    }
    return redacted;
  }

  /**
   * Notes the value of a property whose name says that it must not be shown, and what stands in
   * quotes inside of it: the password of a JAAS configuration is not shown alone either.
   *
   * @return whether it is one
   */
  boolean keepSecret(String path, String value) {
    if (!isSecretProperty(path)) {
      return false;
    }
    addSecret(value);
    Matcher quoted = QUOTED.matcher(value);
    while (quoted.find()) {
      addSecret(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
    }
    return true;
  }

  private static boolean isSecretProperty(String path) {
    Matcher property = PROPERTY.matcher(path);
    return property.matches() && namesSecret(property.group(1));
  }

  private void addSecret(String value) {
    if (value.strip().length() >= SHORTEST_SECRET) {
      secrets.add(value);
    }
  }

  /** A text with its variables filled in, and whether a secret is among them. */
  record Filled(String text, boolean secret) {}

  Filled fill(String text, Position at, String key, Problems problems) {
    if (!text.contains("${")) {
      return new Filled(text, keepSecret(key, text));
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
    return new Filled(filled.toString(), keepSecret(key, filled.toString()) || secret);
  }

  private String value(Matcher reference, Position at, String key, Problems problems) {
    String name = reference.group(1);
    if (!reference.group().endsWith("}") || !NAME.matcher(name).matches()) {
      String found = isSecretProperty(key) ? "a secret" : '"' + reference.group() + '"';
      problems.add(at, key, "expected ${NAME} or ${NAME:-default}, found " + found);
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
