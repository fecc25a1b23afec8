package dev.millrace.controller.imageautomation.registry;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageRepositorySpec;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.controller.imageautomation.registry.SharedClients.Question;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.signature.CosignSignatures;
import dev.millrace.oci.signature.VerificationKey;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Reads tags and digests of the image that an ImageRepository names. */
public final class ImageRegistry {
  private final RegistryLogin login;
  private final SharedClients clients;
  private final Patience patience;

  /** Registries that are reached with the Secrets that ImageRepositories name. */
  public ImageRegistry(RegistryLogin login, Clock clock, RandomGenerator random) {
    this.login = login;
    this.clients = new SharedClients(clock);
    this.patience = new Patience(clock, random);
  }

  /**
   * All tags of the image, in the registry's order.
   *
   * @throws ReconcileFailure when they can't be read
   */
  public List<String> tags(ImageRepository repository, ImageReference image) {
    return ask(repository, image, "scan failed: ", client -> client.tags(image));
  }

  /**
   * The digest that a tag of the image means now.
   *
   * @throws ReconcileFailure when it can't be read
   */
  public String digest(ImageRepository repository, ImageReference image) {
    return ask(
        repository,
        image,
        "failed fetching digest of %s: ".formatted(image),
        client -> client.resolve(image).toString());
  }

  /**
   * What an image says about itself.
   *
   * @throws ReconcileFailure when it can't be read
   */
  public ImageFacts facts(ImageRepository repository, ImageReference image) {
    return ask(repository, image, "", client -> ImageFacts.read(client, image));
  }

  /**
   * Why an image does not count as signed by one of the keys; empty when it does.
   *
   * @throws ReconcileFailure when that can't be found out
   */
  public Optional<String> unsigned(
      ImageRepository repository, ImageReference image, List<VerificationKey> keys) {
    return ask(
        repository,
        image,
        "",
        client -> {
          Digest digest = client.resolve(image);
          try {
            CosignSignatures.in(client, image).require(digest, keys);
            return Optional.empty();
          } catch (RegistryException e) {
            if (e.reason() == RegistryException.Reason.UNVERIFIED) {
              return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
          }
        });
  }

  private static RegistryLogin.Wish wish(ImageRepository repository) {
    ImageRepositorySpec spec = repository.spec();
    GoDuration timeout = spec.timeout() == null ? spec.interval() : spec.timeout();
    return new RegistryLogin.Wish(
        repository.getMetadata().getNamespace(),
        spec.provider(),
        spec.secretRef(),
        spec.serviceAccountName(),
        spec.certSecretRef(),
        spec.proxySecretRef(),
        spec.insecure() ? Protection.PREFERRED : Protection.REQUIRED,
        timeout.asDuration());
  }

  /**
   * Asks the registry of an image.
   *
   * @param failing what failures are said to be, before what the registry says
   */
  private <T> T ask(
      ImageRepository repository, ImageReference image, String failing, Question<T> question) {
    RegistryAccess access = access(repository, image);
    Account account = new Account(image.registry(), access.credentials());
    Optional<Duration> left = patience.left(account);
    if (left.isPresent()) {
      throw leftAlone(image, left.get());
    }
    try {
      T answer = clients.ask(image.registry(), access, question);
      patience.answered(account);
      return answer;
    } catch (RegistryException e) {
      throw failure(account, failing, e);
    } catch (IOException e) {
      throw noAccess(
          "the certificates of the image repository can't be used: " + e.getMessage(), e);
    }
  }

  private RegistryAccess access(ImageRepository repository, ImageReference image) {
    try {
      return login.access(image, wish(repository));
    } catch (ReconcileFailure e) {
      throw e.reason() == RegistryReason.AUTHENTICATION_FAILED
          ? noAccess(e.text(), e.getCause())
          : e;
    }
  }

  private static ReconcileFailure noAccess(String why, @Nullable Throwable cause) {
    return new ReconcileFailure(
        RegistryReason.AUTHENTICATION_FAILED,
        "failed to configure authentication options: " + why,
        cause);
  }

  private ReconcileFailure leftAlone(ImageReference image, Duration left) {
    return new ReconcileFailure(
        new LeftAlone(patience.retryAfter(left), false),
        "the registry '%s' wants fewer requests; it is asked again in %s"
            .formatted(image.registry(), GoDuration.of(left.truncatedTo(ChronoUnit.SECONDS))));
  }

  private ReconcileFailure failure(Account account, String failing, RegistryException e) {
    String message = failing + e.getMessage();
    if (e.asksForPatience()) {
      patience.refused(account, e.retryAfter());
      Duration left = patience.left(account).orElse(Duration.ZERO);
      return new ReconcileFailure(new LeftAlone(patience.retryAfter(left), true), message, e);
    }
    return new ReconcileFailure(RegistryReason.READ_OPERATION_FAILED, message, e);
  }
}
