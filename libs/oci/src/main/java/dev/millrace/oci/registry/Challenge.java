package dev.millrace.oci.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a registry wants to see, from its {@code WWW-Authenticate} headers (RFC 9110, 11.6.1).
 *
 * @param scheme in lower case; empty when nothing is wanted
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile("([a-zA-Z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]*+))");
  private static final int MAX_LENGTH = 4096;

  static Challenge none() {
    return new Challenge("", Map.of());
  }

  /** Chooses a bearer challenge before a basic one; empty when there is neither. */
  static Optional<Challenge> choose(List<String> headers) {
    var challenges = headers.stream().map(Challenge::parse).toList();
    return challenges.stream()
        .filter(challenge -> challenge.scheme.equals("bearer"))
        .findFirst()
        .or(() -> challenges.stream().filter(c -> c.scheme.equals("basic")).findFirst());
  }

  private static Challenge parse(String header) {
    var text = header.length() > MAX_LENGTH ? header.substring(0, MAX_LENGTH) : header.strip();
    int space = text.indexOf(' ');
    var scheme = space < 0 ? text : text.substring(0, space);
    var parameters = new HashMap<String, String>();
    var matcher = PARAMETER.matcher(space < 0 ? "" : text.substring(space));
    while (matcher.find()) {
      var value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
    }
    return new Challenge(scheme.toLowerCase(Locale.ROOT), Map.copyOf(parameters));
  }

  boolean isBearer() {
    return scheme.equals("bearer");
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
