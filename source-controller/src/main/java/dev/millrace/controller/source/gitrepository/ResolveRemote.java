package dev.millrace.controller.source.gitrepository;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.INVALID_PROVIDER_CONFIGURATION;
import static dev.millrace.controller.source.status.SourceReason.URL_INVALID;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the Secrets of a GitRepository (FLUX.md 1.14). */
public final class ResolveRemote {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final String GENERIC = "generic";

  private final SecretReader secrets;
  private final SshAlgorithms sshAlgorithms;

  /**
   * @param sshAlgorithms from {@code --ssh-kex-algos} and {@code --ssh-hostkey-algos}
   */
  public ResolveRemote(SecretReader secrets, SshAlgorithms sshAlgorithms) {
    this.secrets = secrets;
    this.sshAlgorithms = sshAlgorithms;
  }

  /** How the repository's server is reached. */
  RemoteAccess of(GitRepository repository) {
    GitRepositorySpec spec = repository.spec();
    GitUrl url = url(spec.url());
    Optional<SecretValues> login = secret(repository, spec.secretRef(), "authentication");
    requireGenericProvider(spec, login);
    Optional<SecretValues> proxy = secret(repository, spec.proxySecretRef(), "proxy");
    return RemoteAccess.of(url, credentials(url, login))
        .withTls(login.map(secret -> secret.tls(AUTHENTICATION_FAILED)).orElse(TlsMaterial.none()))
        .withProxy(proxy.map(secret -> secret.proxy(AUTHENTICATION_FAILED)).orElse(null))
        .withSshAlgorithms(sshAlgorithms)
        .withTimeout(spec.timeout().tryDuration().orElse(DEFAULT_TIMEOUT));
  }

  private static GitUrl url(String text) {
    try {
      return GitUrl.parse(text);
    } catch (GitException e) {
      throw new ReconcileFailure(URL_INVALID, "invalid Git repository URL: " + e.getMessage(), e);
    }
  }

  private Optional<SecretValues> secret(
      GitRepository repository, @Nullable LocalObjectReference reference, String purpose) {
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

  private static void requireGenericProvider(GitRepositorySpec spec, Optional<SecretValues> login) {
    if (!spec.provider().equals(GENERIC)) {
      throw new ReconcileFailure(
          INVALID_PROVIDER_CONFIGURATION,
          "spec.provider '%s' is not supported; use generic with a secretRef"
              .formatted(spec.provider()));
    }
    login
        .filter(secret -> secret.bytes("githubAppID").isPresent())
        .ifPresent(
            secret -> {
              throw new ReconcileFailure(
                  INVALID_PROVIDER_CONFIGURATION,
                  "secretRef '%s' has github app data but provider is not set to github"
                      .formatted(secret.source()));
            });
  }

  private static GitCredentials credentials(GitUrl url, Optional<SecretValues> login) {
    try {
      if (login.isEmpty() && url.isSsh()) {
        return new GitCredentials.Anonymous();
      }
      return GitCredentials.fromSecret(url, login.map(SecretValues::texts).orElse(Map.of()));
    } catch (GitException e) {
      throw new ReconcileFailure(
          AUTHENTICATION_FAILED,
          "failed to configure authentication options: " + e.getMessage(),
          e);
    }
  }
}
