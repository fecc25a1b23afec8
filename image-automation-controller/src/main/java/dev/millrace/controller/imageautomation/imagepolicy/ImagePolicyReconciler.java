package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImagePolicyStatus;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ScanResult;
import dev.millrace.api.meta.Conditions;
import dev.millrace.controller.imageautomation.config.ImageAutomationFlags;
import dev.millrace.controller.imageautomation.gate.Gates;
import dev.millrace.controller.imageautomation.gate.Promotion;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.controller.imageautomation.tag.TagStore;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.reconcile.KindController;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.watch.ReadinessWatch;
import dev.millrace.runtime.watch.ReferenceIndex;
import dev.millrace.runtime.watch.Watches;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reconciles ImagePolicies, also when their repository was scanned; see the pipeline. */
@ControllerConfiguration(name = "imagepolicy")
public final class ImagePolicyReconciler
    implements Reconciler<ImagePolicy>, ConfigurableReconciler<ImagePolicy> {
  private final KindController<ImagePolicy, ImagePolicyStatus> controller;

  @Inject
  public ImagePolicyReconciler(
      KindControllers controllers,
      KubernetesClient client,
      ImageAutomationFlags flags,
      ImageRegistry registry,
      SecretReader secrets,
      TagStore store,
      Clock clock) {
    NamespaceRule rule = new NamespaceRule(!flags.tenancy().noCrossNamespaceRefs());
    this.controller =
        controllers.create(
            new ImagePolicyKind(),
            new ImagePolicyPipeline(
                new FindRepository(client, rule),
                new ScannedTags(store, registry),
                new Gates(
                    registry,
                    secrets,
                    new Promotion(client, rule, clock, ImagePolicyReason.GATE_CLOSED),
                    clock,
                    ImagePolicyReason.GATE_CLOSED),
                new ReflectDigest(registry)));
  }

  @Override
  public UpdateControl<ImagePolicy> reconcile(ImagePolicy policy, Context<ImagePolicy> context)
      throws Exception {
    return controller.reconcile(policy, context);
  }

  @Override
  public List<EventSource<?, ImagePolicy>> prepareEventSources(
      EventSourceContext<ImagePolicy> context) {
    ReferenceIndex<ImagePolicy> byRepository =
        ReferenceIndex.create(
            context, "repository", policy -> List.of(FindRepository.reference(policy)));
    ReferenceIndex<ImagePolicy> followers =
        ReferenceIndex.create(
            context, "promotion", policy -> Promotion.source(policy).stream().toList());
    return List.of(
        new Watches<>(context)
            .changes(ImageRepository.class, byRepository, ImagePolicyReconciler::mayTellMore),
        new ReadinessWatch<>(
            ImagePolicy.class,
            followers,
            (now, before) ->
                !Objects.equals(now.status().latestRef(), before.status().latestRef())));
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<ImagePolicy> framework) {
    controller.configure(framework);
  }

  private static boolean mayTellMore(ImageRepository now, ImageRepository before) {
    return !Objects.equals(revision(now), revision(before))
        || !Objects.equals(now.status().canonicalImageName(), before.status().canonicalImageName())
        || (isStalled(before) && !isStalled(now));
  }

  /** Policies stall with a repository whose address is wrong; its last scan counts afterwards. */
  private static boolean isStalled(ImageRepository repository) {
    return Conditions.holds(repository.status().conditions(), ConditionType.STALLED);
  }

  private static @Nullable String revision(ImageRepository repository) {
    ScanResult scan = repository.status().lastScanResult();
    return scan == null ? null : scan.revision();
  }
}
