package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.GitCommit;
import dev.millrace.api.image.SigningKey;
import dev.millrace.git.GitException;
import dev.millrace.git.remote.CommitSigner;
import dev.millrace.git.signature.PgpSigner;
import dev.millrace.git.signature.SshSigner;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import java.util.Optional;

/** Reads the key that commits are signed with ({@code spec.git.commit.signingKey}, FLUX.md 7). */
final class SigningKeys {
  private static final String PGP_KEY = "git.asc";
  private static final String PGP_PASSPHRASE = "passphrase";
  private static final String SSH_KEY = "identity";
  private static final String SSH_PASSWORD = "password";

  private final SecretReader secrets;

  SigningKeys(SecretReader secrets) {
    this.secrets = secrets;
  }

  /**
   * The signer; empty when commits are not to be signed.
   *
   * @param namespace of the automation, which the Secret is in
   */
  Optional<CommitSigner> of(String namespace, GitCommit commit) {
    SigningKey key = commit.signingKey();
    if (key == null) {
      return Optional.empty();
    }
    String name = key.secretRef().name();
    SecretValues secret =
        secrets
            .find(namespace, name)
            .orElseThrow(
                () ->
                    failed(
                        "could not find signing key secret '%s/%s': it does not exist"
                            .formatted(namespace, name)));
    try {
      return Optional.of(signer(key.type(), secret));
    } catch (GitException e) {
      throw failed(
          "could not read signing key from secret '%s': %s"
              .formatted(secret.source(), e.getMessage()));
    }
  }

  private static CommitSigner signer(String type, SecretValues secret) throws GitException {
    return switch (type) {
      case "gpg" ->
          PgpSigner.of(required(secret, "a", PGP_KEY), secret.text(PGP_PASSPHRASE).orElse(null))
              ::sign;
      case "ssh" ->
          SshSigner.of(required(secret, "an", SSH_KEY), secret.text(SSH_PASSWORD).orElse(null))
              ::sign;
      default ->
          throw new ReconcileFailure(
              AutomationReason.INVALID_SOURCE_CONFIGURATION,
              "spec.git.commit.signingKey.type '%s' is not known; use gpg or ssh".formatted(type));
    };
  }

  private static Sensitive<String> required(SecretValues secret, String article, String key) {
    return secret
        .text(key)
        .orElseThrow(
            () ->
                failed(
                    "signing key secret '%s' does not contain %s '%s' key"
                        .formatted(secret.source(), article, key)));
  }

  private static ReconcileFailure failed(String message) {
    return new ReconcileFailure(AutomationReason.SOURCE_MANAGER_FAILED, message);
  }
}
