package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.controller.imageautomation.setter.LatestImage;
import dev.millrace.runtime.outcome.ReconcileFailure;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the latest images of the policies that an automation selects. */
final class CollectPolicies {
  private final KubernetesClient client;

  CollectPolicies(KubernetesClient client) {
    this.client = client;
  }

  /** The latest images by the name of their policy; policies without one are left out. */
  Map<String, LatestImage> of(ImageUpdateAutomation automation) {
    Map<String, LatestImage> images = new TreeMap<>();
    for (ImagePolicy policy : policies(automation)) {
      ImageRef latest = policy.status().latestRef();
      if (latest != null) {
        images.put(
            policy.getMetadata().getName(),
            new LatestImage(
                policy.getMetadata().getNamespace(),
                policy.getMetadata().getName(),
                latest.name(),
                latest.tag(),
                Optional.ofNullable(latest.digest()).orElse("")));
      }
    }
    return images;
  }

  /** The images in the form of the status. */
  static Map<String, ImageRef> references(Map<String, LatestImage> images) {
    Map<String, ImageRef> references = new TreeMap<>();
    images.forEach(
        (policy, image) ->
            references.put(
                policy,
                new ImageRef(
                    image.image(), image.tag(), image.digest().isEmpty() ? null : image.digest())));
    return references;
  }

  private List<ImagePolicy> policies(ImageUpdateAutomation automation) {
    var all =
        client.resources(ImagePolicy.class).inNamespace(automation.getMetadata().getNamespace());
    LabelSelector selector = automation.spec().policySelector();
    if (selector == null) {
      return all.list().getItems();
    }
    if (selector.getMatchExpressions() != null) {
      selector.getMatchExpressions().forEach(CollectPolicies::requireValid);
    }
    try {
      return all.withLabelSelector(selector).list().getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
        throw invalid(
            e.getStatus() == null ? "the API server refuses it" : e.getStatus().getMessage());
      }
      throw e;
    }
  }

  /** The API server stores any operator; a wrong one must not select everything or nothing. */
  private static void requireValid(LabelSelectorRequirement requirement) {
    boolean hasValues = requirement.getValues() != null && !requirement.getValues().isEmpty();
    boolean valid =
        switch (String.valueOf(requirement.getOperator())) {
          case "In", "NotIn" -> hasValues;
          case "Exists", "DoesNotExist" -> !hasValues;
          default -> false;
        };
    if (!valid) {
      throw invalid(
          "'%s' with operator '%s': use In or NotIn with values, or Exists or DoesNotExist without"
              .formatted(requirement.getKey(), requirement.getOperator()));
    }
  }

  private static ReconcileFailure invalid(String why) {
    return new ReconcileFailure(
        AutomationReason.INVALID_POLICY_SELECTOR,
        "failed to parse policy selector: spec.policySelector: " + why);
  }
}
