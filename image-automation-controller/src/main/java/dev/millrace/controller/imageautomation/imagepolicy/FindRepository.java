package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.meta.AccessFrom;
import dev.millrace.api.meta.NamespaceSelector;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;

/** Finds the ImageRepository of a policy, if the policy may use it. */
final class FindRepository {
  private final KubernetesClient client;
  private final NamespaceRule rule;

  FindRepository(KubernetesClient client, NamespaceRule rule) {
    this.client = client;
    this.rule = rule;
  }

  /** What a policy refers to. */
  static ReferenceKey reference(ImagePolicy policy) {
    String named = policy.spec().imageRepositoryRef().namespace();
    return new ReferenceKey(
        "ImageRepository",
        named == null || named.isEmpty() ? policy.getMetadata().getNamespace() : named,
        policy.spec().imageRepositoryRef().name());
  }

  ImageRepository of(ImagePolicy policy) {
    String own = policy.getMetadata().getNamespace();
    ReferenceKey reference = reference(policy);
    rule.check(own, reference);
    ImageRepository found =
        client
            .resources(ImageRepository.class)
            .inNamespace(reference.namespace())
            .withName(reference.name())
            .get();
    if (found == null || !(own.equals(reference.namespace()) || allows(found, own))) {
      throw new ReconcileFailure(
          own.equals(reference.namespace())
              ? GeneralReason.DEPENDENCY_NOT_READY
              : ImagePolicyReason.ACCESS_DENIED,
          "failed to get the referred ImageRepository: '%s/%s' does not exist or may not be used from namespace '%s'"
              .formatted(reference.namespace(), reference.name(), own));
    }
    return found;
  }

  /** Whether the owner of a repository lets policies of another namespace use it. */
  private boolean allows(ImageRepository repository, String namespace) {
    AccessFrom access = repository.spec().accessFrom();
    if (access == null) {
      return false;
    }
    Namespace object = client.namespaces().withName(namespace).get();
    Map<String, String> labels =
        object == null
            ? Map.of()
            : Objects.requireNonNullElse(
                object.getMetadata().getLabels(), Map.<String, String>of());
    return access.namespaceSelectors().stream()
        .map(NamespaceSelector::matchLabels)
        .anyMatch(wanted -> labels.entrySet().containsAll(wanted.entrySet()));
  }
}
