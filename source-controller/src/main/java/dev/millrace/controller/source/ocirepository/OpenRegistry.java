package dev.millrace.controller.source.ocirepository;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.api.source.OCIRepositorySpec;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.registry.PlainRegistries;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Makes a client for the registry of an object. */
public final class OpenRegistry {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final RegistryLogin login;
  private final PlainRegistries plain;

  /** Clients that log in with the Secrets that objects name. */
  public OpenRegistry(RegistryLogin login, Clock clock) {
    this.login = login;
    this.plain = new PlainRegistries(clock);
  }

  /** A client; the caller closes it. */
  RegistryClient of(OCIRepository repository) {
    OCIRepositorySpec spec = repository.spec();
    ImageReference image = RepositoryUrl.parse(spec.url());
    try {
      return RegistryClient.open(login.access(image, wish(repository)), plain);
    } catch (IOException e) {
      throw new ReconcileFailure(
          AUTHENTICATION_FAILED,
          "failed to generate transport for '%s': %s".formatted(spec.url(), e.getMessage()),
          e);
    }
  }

  private static RegistryLogin.Wish wish(OCIRepository repository) {
    OCIRepositorySpec spec = repository.spec();
    return new RegistryLogin.Wish(
        repository.getMetadata().getNamespace(),
        spec.provider(),
        spec.secretRef(),
        spec.serviceAccountName(),
        spec.certSecretRef(),
        spec.proxySecretRef(),
        spec.insecure() ? Protection.PREFERRED : Protection.REQUIRED,
        spec.timeout().tryDuration().orElse(DEFAULT_TIMEOUT));
  }
}
