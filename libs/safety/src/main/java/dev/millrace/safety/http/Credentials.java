package dev.millrace.safety.http;

import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What proves to a server who we are.
 *
 * @param authorization the value of the Authorization header
 */
public record Credentials(Sensitive<String> authorization) {
  /** A user name and a password. */
  public static Credentials basic(String user, Sensitive<String> password) {
    return new Credentials(
        password.map(
            clear ->
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString((user + ":" + clear).getBytes(StandardCharsets.UTF_8))));
  }
}
