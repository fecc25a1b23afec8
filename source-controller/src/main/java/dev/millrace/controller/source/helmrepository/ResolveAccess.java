package dev.millrace.controller.source.helmrepository;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.http.Credentials;
import dev.millrace.safety.http.HttpAccess;
import dev.millrace.safety.net.Origin;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the Secrets of a HelmRepository (FLUX.md 1.14). */
public final class ResolveAccess {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final SecretReader secrets;

  /** Access by the Secrets of a cluster. */
  public ResolveAccess(SecretReader secrets) {
    this.secrets = secrets;
  }

  /** How the repository's server is reached. */
  public HttpAccess of(HelmRepository repository) {
    Optional<SecretValues> login =
        secret(repository, repository.spec().secretRef(), "authentication");
    Optional<SecretValues> certificates =
        secret(repository, repository.spec().certSecretRef(), "TLS authentication");
    return new HttpAccess(
        Origin.of(RepositoryAddress.of(repository.spec().url())),
        login.flatMap(ResolveAccess::credentials),
        repository.spec().passCredentials(),
        certificates
            .or(() -> login)
            .map(secret -> secret.tls(AUTHENTICATION_FAILED))
            .orElse(TlsMaterial.none()),
        repository.spec().timeout().tryDuration().orElse(DEFAULT_TIMEOUT));
  }

  private Optional<SecretValues> secret(
      HelmRepository repository, @Nullable LocalObjectReference reference, String purpose) {
    return Optional.ofNullable(reference)
        .map(
            ref ->
                SecretValues.required(
                    secrets,
                    repository.getMetadata().getNamespace(),
                    ref.name(),
                    purpose,
                    AUTHENTICATION_FAILED));
  }

  private static Optional<Credentials> credentials(SecretValues secret) {
    Optional<Sensitive<String>> user = secret.text("username");
    Optional<Sensitive<String>> password = secret.text("password");
    if (user.isEmpty() && password.isEmpty()) {
      return Optional.empty();
    }
    if (user.isEmpty() || password.isEmpty()) {
      throw new ReconcileFailure(
          AUTHENTICATION_FAILED,
          "failed to configure Helm client: secret '%s' must have both username and password"
              .formatted(secret.source()));
    }
    return Optional.of(Credentials.basic(user.get().reveal(), password.get()));
  }
}
