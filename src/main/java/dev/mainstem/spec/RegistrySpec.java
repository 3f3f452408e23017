package dev.mainstem.spec;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry with the REST API of Confluent's.
 *
 * @param url without a slash at its end, and without a login
 * @param username who logs in; null if nobody has to
 * @param password never printed; null if nobody has to log in
 */
public record RegistrySpec(String url, @Nullable String username, @Nullable String password)
    implements Serializable {

  private static final String ADDRESS = "an address such as http://localhost:8081";

  /** A registry's address, or a mapping with it. */
  static Optional<RegistrySpec> read(Value value) {
    return value.isMapping()
        ? value.section(ADDRESS).flatMap(RegistrySpec::read)
        : readUrl(value).map(url -> new RegistrySpec(url, null, null));
  }

  private static Optional<RegistrySpec> read(Section section) {
    Optional<String> url = section.require("url", ADDRESS).flatMap(RegistrySpec::readUrl);
    Optional<Value> username = section.get("username");
    Optional<Value> password = section.get("password");
    if (username.isPresent() && password.isEmpty()) {
      section.require("password", "that of username");
    }
    if (password.isPresent() && username.isEmpty()) {
      section.require("username", "whose password it is");
    }
    section.done();
    String name = username.flatMap(v -> v.word("a text")).orElse(null);
    String secret = password.flatMap(v -> v.text("a text")).orElse(null);
    return url.map(address -> new RegistrySpec(address, name, secret));
  }

  private static Optional<String> readUrl(Value value) {
    Optional<String> text = value.word(ADDRESS);
    Optional<URI> url = text.flatMap(RegistrySpec::parse);
    if (url.isPresent() && url.get().getUserInfo() != null) {
      value.problem("has a login, which would be shown; the keys username and password say it");
      return Optional.empty();
    }
    if (text.isPresent() && url.isEmpty()) {
      value.expected(ADDRESS);
    }
    return url.map(address -> address.toString().replaceFirst("/+$", ""));
  }

  private static Optional<URI> parse(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean plain = url.getHost() != null && url.getQuery() == null && url.getFragment() == null;
      return web && plain ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The address alone. */
  @Override
  public String toString() {
    return url;
  }
}
