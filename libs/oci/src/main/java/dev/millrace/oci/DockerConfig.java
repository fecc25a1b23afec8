package dev.millrace.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The credentials in a {@code .dockerconfigjson}, found by the rules of Kubernetes' pull secrets:
 * keys may have a scheme, a port, a path that must be a prefix, and {@code *} in parts of the host;
 * the most specific key wins.
 */
public final class DockerConfig {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Entry> entries;

  private DockerConfig(List<Entry> entries) {
    this.entries = entries;
  }

  /** A key of the configuration with its credentials. */
  private record Entry(String key, RegistryCredentials credentials) {
    boolean matches(String registry, String repository) {
      int slash = key.indexOf('/');
      var host = slash < 0 ? key : key.substring(0, slash);
      var path = slash < 0 ? "" : key.substring(slash + 1);
      return matchesHost(host, registry)
          && (path.isEmpty() || repository.equals(path) || repository.startsWith(path + "/"));
    }

    private static boolean matchesHost(String pattern, String registry) {
      var wanted = pattern.split("[.:]", -1);
      var actual = registry.split("[.:]", -1);
      if (wanted.length != actual.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (!glob(wanted[i]).matches(actual[i])) {
          return false;
        }
      }
      return pattern.contains(":") == registry.contains(":");
    }

    private static Pattern glob(String part) {
      return Pattern.compile(Pattern.quote(part).replace("\\*", "[^.]*"));
    }
  }

  /**
   * Reads a configuration.
   *
   * @throws IOException when it is no such configuration; the message never holds its text
   */
  public static DockerConfig parse(String json) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      // The parser's message quotes the text.
      throw new IOException("the Docker configuration (.dockerconfigjson) is not valid JSON");
    }
    var entries = new ArrayList<Entry>();
    for (var entry : root.path("auths").properties()) {
      entries.add(
          new Entry(normalized(entry.getKey()), credentials(entry.getKey(), entry.getValue())));
    }
    entries.sort(Comparator.comparing(Entry::key).reversed());
    return new DockerConfig(List.copyOf(entries));
  }

  /** The credentials for a repository, if there are any. */
  public Optional<RegistryCredentials> credentialsFor(ImageReference image) {
    return entries.stream()
        .filter(entry -> entry.matches(image.registry(), image.repository()))
        .map(Entry::credentials)
        .findFirst();
  }

  private static String normalized(String key) {
    var rest = key.replaceFirst("^https?://", "").replaceFirst("/v[12]/?$", "");
    var plain = rest.replaceFirst("/+$", "");
    return plain.equals("docker.io") ? "index.docker.io" : plain;
  }

  private static RegistryCredentials credentials(String key, JsonNode entry) throws IOException {
    var identityToken = entry.path("identitytoken").asText("");
    if (!identityToken.isEmpty()) {
      return new RegistryCredentials.IdentityToken(Sensitive.of(identityToken));
    }
    var registryToken = entry.path("registrytoken").asText("");
    if (!registryToken.isEmpty()) {
      return new RegistryCredentials.RegistryToken(Sensitive.of(registryToken));
    }
    var username = entry.path("username").asText("");
    var auth = entry.path("auth").asText("");
    return username.isEmpty() && !auth.isEmpty()
        ? decoded(key, auth)
        : basic(username, entry.path("password").asText(""));
  }

  private static RegistryCredentials decoded(String key, String auth) throws IOException {
    try {
      var text = new String(Base64.getMimeDecoder().decode(auth), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      if (colon > 0) {
        return basic(text.substring(0, colon), text.substring(colon + 1).replaceAll("\0+$", ""));
      }
    } catch (IllegalArgumentException e) {
      // Reported below, without the text.
    }
    throw new IOException(
        "the Docker configuration's 'auth' for '%s' is not user:password in base64".formatted(key));
  }

  private static RegistryCredentials basic(String username, String password) {
    return username.isEmpty()
        ? new RegistryCredentials.Anonymous()
        : new RegistryCredentials.Basic(username, Sensitive.of(password));
  }
}
