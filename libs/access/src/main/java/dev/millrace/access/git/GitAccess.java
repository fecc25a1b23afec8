package dev.millrace.access.git;

import dev.millrace.access.cloud.CloudAccess;
import dev.millrace.access.cloud.CloudRepositories;
import dev.millrace.access.token.TokenCache;
import dev.millrace.access.token.TokenException;
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
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from a GitRepository and its Secrets how its server is reached (FLUX.md 1.14). */
public final class GitAccess {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final String NO_APP_DATA =
      "secretRef with github app data must be specified when provider is set to github";

  private final SecretReader secrets;
  private final SshAlgorithms sshAlgorithms;
  private final GitHubApp gitHubApp;
  private final GitAccessReasons reasons;
  private final CloudRepositories clouds;

  /**
   * Access by the Secrets of a cluster.
   *
   * @param sshAlgorithms from {@code --ssh-kex-algos} and {@code --ssh-hostkey-algos}
   * @param tokens where tokens of GitHub Apps are kept
   * @param reasons of failures
   */
  public GitAccess(
      SecretReader secrets,
      SshAlgorithms sshAlgorithms,
      TokenCache tokens,
      Clock clock,
      GitAccessReasons reasons) {
    this(
        secrets,
        sshAlgorithms,
        new GitHubApp(tokens, clock),
        reasons,
        new CloudRepositories(CloudAccess.none()));
  }

  private GitAccess(
      SecretReader secrets,
      SshAlgorithms sshAlgorithms,
      GitHubApp gitHubApp,
      GitAccessReasons reasons,
      CloudRepositories clouds) {
    this.secrets = secrets;
    this.sshAlgorithms = sshAlgorithms;
    this.gitHubApp = gitHubApp;
    this.reasons = reasons;
    this.clouds = clouds;
  }

  /** The same with identities of clouds. */
  public GitAccess withClouds(CloudAccess access) {
    return new GitAccess(secrets, sshAlgorithms, gitHubApp, reasons, new CloudRepositories(access));
  }

  /**
   * How the repository's server is reached.
   *
   * @throws ReconcileFailure with one of the reasons
   */
  public RemoteAccess of(GitRepository repository) {
    GitRepositorySpec spec = repository.spec();
    GitUrl url = url(spec.url());
    Optional<SecretValues> login = secret(repository, spec.secretRef(), "auth");
    TlsMaterial tls =
        login.map(secret -> secret.tls(reasons.authentication())).orElse(TlsMaterial.none());
    ProxySettings proxy =
        secret(repository, spec.proxySecretRef(), "proxy")
            .map(secret -> secret.proxy(reasons.authentication()))
            .orElse(null);
    Duration timeout = spec.timeout().tryDuration().orElse(DEFAULT_TIMEOUT);
    GitCredentials credentials =
        switch (spec.provider()) {
          case "github" -> ofGitHubApp(login, tls, proxy, timeout);
          case "generic" -> generic(url, login);
          case "aws", "azure" -> ofCloud(repository, url, proxy);
          default ->
              throw new ReconcileFailure(
                  reasons.provider(),
                  "spec.provider '%s' is not known; use generic, github, azure or aws"
                      .formatted(spec.provider()));
        };
    return RemoteAccess.of(url, credentials)
        .withTls(tls)
        .withProxy(proxy)
        .withSshAlgorithms(sshAlgorithms)
        .withTimeout(timeout);
  }

  private GitUrl url(String text) {
    try {
      return GitUrl.parse(text);
    } catch (GitException e) {
      throw new ReconcileFailure(reasons.url(), "invalid Git repository URL: " + e.getMessage(), e);
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
                    reasons.authentication()));
  }

  private GitCredentials generic(GitUrl url, Optional<SecretValues> login) {
    if (login.filter(secret -> secret.bytes(GitHubApp.ID).isPresent()).isPresent()) {
      throw new ReconcileFailure(
          reasons.providerOfSecret(),
          "secretRef '%s' has github app data but provider is not set to github"
              .formatted(login.get().source()));
    }
    try {
      if (login.isEmpty() && url.isSsh()) {
        return new GitCredentials.Anonymous();
      }
      return GitCredentials.fromSecret(url, login.map(SecretValues::texts).orElse(Map.of()));
    } catch (GitException e) {
      throw failed(e.getMessage(), e);
    }
  }

  private GitCredentials ofGitHubApp(
      Optional<SecretValues> login,
      TlsMaterial tls,
      @Nullable ProxySettings proxy,
      Duration timeout) {
    SecretValues data =
        login.orElseThrow(() -> new ReconcileFailure(reasons.provider(), NO_APP_DATA));
    GitHubApp.missing(data)
        .ifPresent(
            what -> {
              throw new ReconcileFailure(
                  reasons.providerOfSecret(), "%s: %s".formatted(NO_APP_DATA, what));
            });
    try {
      return gitHubApp.credentials(data, tls, proxy, timeout);
    } catch (TokenException e) {
      throw failed(e.getMessage(), e);
    }
  }

  private GitCredentials ofCloud(
      GitRepository repository, GitUrl url, @Nullable ProxySettings proxy) {
    GitRepositorySpec spec = repository.spec();
    try {
      CloudAccess.Actor actor =
          clouds
              .access()
              .actor(repository.getMetadata().getNamespace(), spec.serviceAccountName(), proxy);
      return clouds.credentials(spec.provider(), url, actor);
    } catch (TokenException e) {
      throw failed(e.getMessage(), e);
    }
  }

  private ReconcileFailure failed(@Nullable String message, Exception cause) {
    return new ReconcileFailure(
        reasons.authentication(), "failed to configure authentication options: " + message, cause);
  }
}
