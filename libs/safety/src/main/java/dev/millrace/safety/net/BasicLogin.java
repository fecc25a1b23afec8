package dev.millrace.safety.net;

import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/** A user name and a password, as HTTP's basic authentication sends them. */
public record BasicLogin(String username, Sensitive<String> password) {

  /** The login that stands in a URL, such as {@code https://user:password@host}. */
  public static Optional<BasicLogin> in(URI url) {
    return Optional.ofNullable(url.getRawUserInfo())
        .map(
            text -> {
              int colon = text.indexOf(':');
              String user = colon < 0 ? text : text.substring(0, colon);
              String password = colon < 0 ? "" : text.substring(colon + 1);
              return new BasicLogin(decoded(user), Sensitive.of(decoded(password)));
            });
  }

  /** Each part is encoded by itself; what was valid in the URL is a valid fragment. */
  private static String decoded(String part) {
    return Objects.requireNonNullElse(URI.create("#" + part).getFragment(), "");
  }

  /** The value of the header that shows it to a server or a proxy. */
  public Sensitive<String> header() {
    return password.map(
        clear ->
            "Basic "
                + Base64.getEncoder()
                    .encodeToString((username + ":" + clear).getBytes(StandardCharsets.UTF_8)));
  }
}
