package dev.millrace.git;

import dev.millrace.git.GitException.Reason;
import dev.millrace.safety.Sensitive;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How we show a remote who we are. */
public sealed interface GitCredentials {

  /** Nothing is shown. */
  record Anonymous() implements GitCredentials {}

  /** User and password over HTTP. */
  record Basic(String username, Sensitive<String> password) implements GitCredentials {}

  /** A token over HTTP. */
  record Bearer(Sensitive<String> token) implements GitCredentials {}

  /**
   * A private key over SSH, together with the keys that servers may have.
   *
   * @param identity the private key in PEM or OpenSSH format
   * @param passphrase of the key, or null
   * @param knownHosts lines as in OpenSSH's known_hosts; a server that is not among them is refused
   */
  record SshKey(
      String username,
      Sensitive<String> identity,
      @Nullable Sensitive<String> passphrase,
      String knownHosts)
      implements GitCredentials {}

  /**
   * Reads the keys of a Secret with Flux's rules; user and password in the URL count where the
   * Secret has none.
   *
   * @param secret the Secret's data as text; empty when there is no Secret
   * @throws GitException with reason {@link Reason#INVALID_CREDENTIALS} when keys are missing
   */
  static GitCredentials fromSecret(GitUrl url, Map<String, String> secret) throws GitException {
    return url.isSsh() ? sshKey(url, secret) : httpCredentials(url, secret);
  }

  private static GitCredentials sshKey(GitUrl url, Map<String, String> secret) throws GitException {
    var password = secret.getOrDefault("password", "");
    return new SshKey(
        Objects.requireNonNullElse(url.user(), "git"),
        Sensitive.of(required(secret, "identity")),
        password.isEmpty() ? null : Sensitive.of(password),
        required(secret, "known_hosts"));
  }

  private static String required(Map<String, String> secret, String key) throws GitException {
    var value = secret.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw invalid("invalid 'ssh' auth option: '%s' is required".formatted(key));
    }
    return value;
  }

  private static GitCredentials httpCredentials(GitUrl url, Map<String, String> secret)
      throws GitException {
    var username = secret.getOrDefault("username", Objects.requireNonNullElse(url.user(), ""));
    var password = secret.getOrDefault("password", revealed(url.password()));
    var token = secret.get("bearerToken");
    if (token != null) {
      if (secret.containsKey("username") || secret.containsKey("password")) {
        throw invalid("basic auth and bearer token cannot be set at the same time");
      }
      return new Bearer(Sensitive.of(token));
    }
    if (username.isEmpty() && !password.isEmpty()) {
      throw invalid(
          "invalid '%s' auth option: 'password' requires 'username' to be set"
              .formatted(url.scheme()));
    }
    return username.isEmpty() ? new Anonymous() : new Basic(username, Sensitive.of(password));
  }

  private static String revealed(@Nullable Sensitive<String> password) {
    return password == null ? "" : password.reveal();
  }

  private static GitException invalid(String message) {
    return new GitException(Reason.INVALID_CREDENTIALS, message);
  }
}
