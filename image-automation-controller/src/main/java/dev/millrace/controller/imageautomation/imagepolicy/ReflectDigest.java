package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.controller.imageautomation.registry.ImageAddress;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import java.util.Optional;

/** Looks up the digest of a tag when the policy wants it shown. */
final class ReflectDigest {
  private final ImageRegistry registry;

  ReflectDigest(ImageRegistry registry) {
    this.registry = registry;
  }

  Optional<String> of(ImagePolicy policy, ImageRepository repository, String tag) {
    return switch (policy.spec().digestReflectionPolicy()) {
      case "Always" -> Optional.of(digest(repository, tag));
      case "IfNotPresent" -> {
        Optional<String> known = known(policy, repository, tag);
        yield known.isPresent() ? known : Optional.of(digest(repository, tag));
      }
      default -> Optional.empty();
    };
  }

  private String digest(ImageRepository repository, String tag) {
    return registry.digest(repository, ImageAddress.of(repository).withTag(tag));
  }

  private static Optional<String> known(
      ImagePolicy policy, ImageRepository repository, String tag) {
    ImageRef latest = policy.status().latestRef();
    return latest != null
            && latest.name().equals(repository.spec().image())
            && latest.tag().equals(tag)
        ? Optional.ofNullable(latest.digest())
        : Optional.empty();
  }
}
