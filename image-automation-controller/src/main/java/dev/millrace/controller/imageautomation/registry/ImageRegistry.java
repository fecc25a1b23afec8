package dev.millrace.controller.imageautomation.registry;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageRepositorySpec;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.oci.signature.CosignSignatures;
import dev.millrace.oci.signature.VerificationKey;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads tags and digests of the image that an ImageRepository names. */
public final class ImageRegistry {
  private final RegistryLogin login;

  /** Registries that are reached with the Secrets that ImageRepositories name. */
  public ImageRegistry(RegistryLogin login) {
    this.login = login;
  }

  /**
   * All tags of the image, in the registry's order.
   *
   * @throws ReconcileFailure when they can't be read
   */
  public List<String> tags(ImageRepository repository, ImageReference image) {
    return ask(repository, image, client -> client.tags(image));
  }

  /**
   * The digest that a tag of the image means now.
   *
   * @throws ReconcileFailure when it can't be read
   */
  public String digest(ImageRepository repository, ImageReference image) {
    return ask(repository, image, client -> client.resolve(image).toString());
  }

  /**
   * What an image says about itself.
   *
   * @throws ReconcileFailure when it can't be read
   */
  public ImageFacts facts(ImageRepository repository, ImageReference image) {
    return ask(repository, image, client -> ImageFacts.read(client, image));
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

  @FunctionalInterface
  private interface Question<T> {
    T ask(RegistryClient client) throws RegistryException;
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
        spec.insecure(),
        timeout.asDuration());
  }

  private <T> T ask(ImageRepository repository, ImageReference image, Question<T> question) {
    try (RegistryClient client = RegistryClient.open(login.access(image, wish(repository)))) {
      return question.ask(client);
    } catch (RegistryException e) {
      throw new ReconcileFailure(
          switch (e.reason()) {
            case AUTHENTICATION -> RegistryReason.AUTHENTICATION_FAILED;
            default -> RegistryReason.READ_OPERATION_FAILED;
          },
          String.valueOf(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new ReconcileFailure(
          RegistryReason.AUTHENTICATION_FAILED,
          "the certificates of the image repository can't be used: " + e.getMessage(),
          e);
    }
  }
}
