package dev.millrace.kustomize.remote;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of a Git repository, as kustomizations refer to it: {@code
 * https://host/org/repository//folder?ref=v1}.
 *
 * @param repository the address of the repository; may hold a user and a password
 * @param folder the path in it; empty for its root
 * @param ref a branch, a tag or a commit; empty for the branch that the server takes
 * @param timeout how long fetching may take
 * @param submodules whether those come along
 */
public record GitBase(
    String repository, String folder, String ref, Duration timeout, boolean submodules) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(27);
  private static final Pattern SCHEME = Pattern.compile("^(?i)(https?|ssh)://");
  private static final Pattern WITH_USER =
      Pattern.compile("^([A-Za-z0-9_.-]+@[A-Za-z0-9.-]+)[:/](.+)$");
  private static final Pattern GITHUB = Pattern.compile("^(?i)((?:www\\.)?github\\.com)[:/](.+)$");
  private static final Pattern UNIT = Pattern.compile("^([0-9]+)(ms|s|m|h)?$");
  private static final String PREFIX = "git::";

  /** Where the name of a repository ends. */
  private static final String DOUBLE_SLASH = "//";

  private static final String SUFFIX = ".git";
  private static final String AZURE = "_git/";

  /**
   * Reads a reference.
   *
   * @return empty when it names no repository, or leads out of it
   */
  public static Optional<GitBase> parse(String reference) {
    String text = reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : reference;
    int question = text.indexOf('?');
    Map<String, String> query = query(question < 0 ? "" : text.substring(question + 1));
    return Address.of(question < 0 ? text : text.substring(0, question))
        .flatMap(Address::split)
        .filter(place -> !leadsOut(place.folder))
        .map(
            place ->
                new GitBase(
                    place.repository,
                    withoutSlashes(place.folder),
                    query.getOrDefault("ref", query.getOrDefault("version", "")),
                    timeout(query.getOrDefault("timeout", "")),
                    !"false".equals(query.get("submodules"))));
  }

  private record Place(String repository, String folder) {}

  /**
   * @param host with everything before the path, such as {@code https://github.com/}
   * @param segments how many parts of the path name the repository, where nothing else tells; zero
   *     for all
   */
  private record Address(String host, String path, int segments) {
    private static final int OWNER_AND_NAME = 2;

    static Optional<Address> of(String text) {
      Matcher scheme = SCHEME.matcher(text);
      if (scheme.find()) {
        int slash = text.indexOf('/', scheme.end());
        return slash < 0
            ? Optional.empty()
            : Optional.of(of(text.substring(0, slash + 1), text.substring(slash + 1)));
      }
      Matcher github = GITHUB.matcher(text);
      if (github.matches()) {
        return Optional.of(of("https://" + github.group(1) + "/", github.group(2)));
      }
      Matcher user = WITH_USER.matcher(text);
      return user.matches()
          ? Optional.of(of("ssh://" + user.group(1) + "/", user.group(2)))
          : Optional.empty();
    }

    private static Address of(String host, String path) {
      boolean isGithub = host.toLowerCase(Locale.ROOT).endsWith("github.com/");
      return new Address(host, path, isGithub ? OWNER_AND_NAME : 0);
    }

    Optional<Place> split() {
      int azure = path.indexOf(AZURE);
      if (azure >= 0) {
        int end = path.indexOf('/', azure + AZURE.length());
        return place(end < 0 ? path.length() : end, 0);
      }
      int slashes = path.indexOf(DOUBLE_SLASH);
      if (slashes >= 0) {
        return place(slashes, DOUBLE_SLASH.length());
      }
      int suffix = path.indexOf(SUFFIX);
      return suffix >= 0 ? place(suffix + SUFFIX.length(), 0) : place(usualEnd(), 0);
    }

    /** Where the name of the repository ends; -1 when there is none. */
    private int usualEnd() {
      if (segments == 0) {
        return path.length();
      }
      int end = -1;
      for (int part = 0; part < segments; part++) {
        end = path.indexOf('/', end + 1);
        if (end < 0) {
          return part + 1 == segments ? path.length() : -1;
        }
      }
      return end;
    }

    private Optional<Place> place(int end, int gap) {
      return end <= 0
          ? Optional.empty()
          : Optional.of(new Place(host + path.substring(0, end), path.substring(end + gap)));
    }
  }

  private static boolean leadsOut(String folder) {
    int depth = 0;
    for (String part : folder.split("/")) {
      depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  private static String withoutSlashes(String folder) {
    return folder.replaceAll("^/+|/+$", "");
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  /** Seconds, or a duration of one unit; the usual time for anything else. */
  private static Duration timeout(String text) {
    Matcher matcher = UNIT.matcher(text);
    if (!matcher.matches() || matcher.group(1).length() > 9) {
      return DEFAULT_TIMEOUT;
    }
    long number = Long.parseLong(matcher.group(1));
    Duration timeout =
        switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofSeconds(number);
        };
    return timeout.isPositive() ? timeout : DEFAULT_TIMEOUT;
  }
}
