package dev.millrace.controller.imageautomation.gate;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.image.ImageUpdateAutomationStatus;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets a policy follow what an earlier stage has proven: of all tags only the one is left that
 * another policy selected, an automation has committed, and a Kustomization or HelmRelease has been
 * healthy with for some time. {@value #FROM} switches it on; {@value #AUTOMATION}, {@value #HEALTH}
 * and {@value #AFTER} say what counts as proof. Objects are named as {@code namespace/name}.
 */
public final class Promotion {
  /** The policy of the earlier stage. */
  public static final String FROM = "millrace.dev/promote-from";

  private static final String AUTOMATION = "millrace.dev/promote-automation";
  private static final String HEALTH = "millrace.dev/promote-when-healthy";
  private static final String AFTER = "millrace.dev/promote-after";

  private final KubernetesClient client;
  private final NamespaceRule rule;
  private final Clock clock;
  private final Reason closed;

  /**
   * @param closed the reason of failures while there is no proof
   */
  public Promotion(KubernetesClient client, NamespaceRule rule, Clock clock, Reason closed) {
    this.client = client;
    this.rule = rule;
    this.clock = clock;
    this.closed = closed;
  }

  /** The policy that another one follows; empty when it follows none. */
  public static Optional<ReferenceKey> source(ImagePolicy policy) {
    return Wish.of(policy, FROM).map(text -> key(policy, "ImagePolicy", text));
  }

  /**
   * The tags that a policy may choose from.
   *
   * @throws ReconcileFailure while the tag of the earlier stage is not proven
   */
  List<String> restrict(ImagePolicy policy, List<String> tags) {
    Optional<ReferenceKey> source = source(policy);
    if (source.isEmpty()) {
      return tags;
    }
    ImageRef selected = get(policy, ImagePolicy.class, source.get()).status().latestRef();
    if (selected == null) {
      throw notYet("%s has selected no image yet", source.get());
    }
    Instant since =
        Wish.of(policy, AUTOMATION)
            .map(text -> committed(policy, text, source.get(), selected.tag()))
            .orElse(Instant.EPOCH);
    Wish.of(policy, HEALTH).ifPresent(text -> requireHealth(policy, text, selected.tag(), since));
    return tags.stream().filter(selected.tag()::equals).toList();
  }

  /** When the tag was committed; an automation that had nothing to change counts as long ago. */
  private Instant committed(ImagePolicy policy, String text, ReferenceKey source, String tag) {
    ReferenceKey key = key(policy, "ImageUpdateAutomation", text);
    ImageUpdateAutomationStatus status = get(policy, ImageUpdateAutomation.class, key).status();
    ImageRef observed = status.observedPolicies().get(source.name());
    if (observed == null || !observed.tag().equals(tag)) {
      throw notYet("%s has not committed %s yet", key, tag);
    }
    return Optional.ofNullable(status.lastPushTime())
        .flatMap(Timestamp::tryInstant)
        .orElse(Instant.EPOCH);
  }

  private void requireHealth(ImagePolicy policy, String text, String tag, Instant committed) {
    String[] parts = text.split("/", 2);
    String name = parts.length == 2 ? parts[1] : "";
    ReconciledObject<?> workload =
        switch (parts[0]) {
          case "Kustomization" -> get(policy, Kustomization.class, key(policy, parts[0], name));
          case "HelmRelease" -> get(policy, HelmRelease.class, key(policy, parts[0], name));
          default ->
              throw notYet(
                  "the annotation %s is '%s': write Kustomization/NAMESPACE/NAME or"
                      + " HelmRelease/NAMESPACE/NAME",
                  HEALTH, text);
        };
    Instant healthy =
        Conditions.find(workload.status().conditions(), "Ready")
            .filter(Condition::holds)
            .flatMap(ready -> ready.lastTransitionTime().tryInstant())
            .filter(since -> !since.isBefore(committed))
            .orElseThrow(() -> notYet("%s is not healthy with %s yet", text, tag));
    Instant proven = healthy.plus(after(policy));
    if (proven.isAfter(clock.instant())) {
      throw notYet("%s is promoted at %s if %s stays healthy", tag, proven, text);
    }
  }

  private Duration after(ImagePolicy policy) {
    String text = Wish.of(policy, AFTER).orElse("0s");
    return new GoDuration(text)
        .tryDuration()
        .orElseThrow(
            () -> notYet("the annotation %s is '%s': write a duration such as 30m", AFTER, text));
  }

  private <T extends CustomResource<?, ?>> T get(
      ImagePolicy policy, Class<T> kind, ReferenceKey key) {
    rule.check(policy.getMetadata().getNamespace(), key);
    return Optional.ofNullable(
            client.resources(kind).inNamespace(key.namespace()).withName(key.name()).get())
        .orElseThrow(() -> notYet("%s does not exist", key));
  }

  private static ReferenceKey key(ImagePolicy policy, String kind, String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new ReferenceKey(kind, policy.getMetadata().getNamespace(), text)
        : new ReferenceKey(kind, text.substring(0, slash), text.substring(slash + 1));
  }

  private ReconcileFailure notYet(String message, Object... details) {
    return new ReconcileFailure(closed, message.formatted(details));
  }
}
