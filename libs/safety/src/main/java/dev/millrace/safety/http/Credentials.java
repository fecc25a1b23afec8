package dev.millrace.safety.http;

import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.BasicLogin;

/**
 * What proves to a server who we are.
 *
 * @param authorization the value of the Authorization header
 */
public record Credentials(Sensitive<String> authorization) {
  /** A user name and a password. */
  public static Credentials basic(String user, Sensitive<String> password) {
    return new Credentials(new BasicLogin(user, password).header());
  }
}
