package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.access.cloud.CloudAccess;
import dev.millrace.access.git.GitAccess;
import dev.millrace.access.token.TokenCache;
import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.image.ImageUpdateAutomationStatus;
import dev.millrace.api.source.GitRepository;
import dev.millrace.controller.imageautomation.config.ImageAutomationFlags;
import dev.millrace.controller.imageautomation.message.CommitMessage;
import dev.millrace.controller.imageautomation.pullrequest.PullRequests;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.sprig.Sprig;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.reference.ReferenceKey;
import dev.millrace.runtime.secret.SecretReader;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Reconciles ImageUpdateAutomations; see {@link AutomationPipeline}. */
@ControllerConfiguration(name = "imageupdateautomation")
public final class ImageUpdateAutomationReconciler
    implements Reconciler<ImageUpdateAutomation>, ConfigurableReconciler<ImageUpdateAutomation> {
  private final KindController<ImageUpdateAutomation, ImageUpdateAutomationStatus> controller;

  @Inject
  public ImageUpdateAutomationReconciler(
      KindControllers controllers,
      KubernetesClient client,
      ImageAutomationFlags flags,
      SecretReader secrets,
      TokenCache tokens,
      CloudAccess clouds,
      Clock clock,
      RandomGenerator random) {
    NamespaceRule rule = new NamespaceRule(!flags.tenancy().noCrossNamespaceRefs());
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    GitAccess access =
        new GitAccess(
                secrets,
                new SshAlgorithms(flags.ssh().kexAlgos(), flags.ssh().hostkeyAlgos()),
                tokens,
                clock,
                AutomationReason.GIT_ACCESS)
            .withClouds(clouds);
    this.controller =
        controllers.create(
            new AutomationKind(),
            new AutomationPipeline(
                new FindSource(
                    client,
                    rule,
                    BranchRule.of(flags.featureGates()),
                    access,
                    new SigningKeys(secrets),
                    temporary,
                    flags.featureGates().on("GitSparseCheckout")),
                new CollectPolicies(client),
                new UpdateFiles(
                    (namespace, name) ->
                        client
                                .resources(ImagePolicy.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get()
                            != null),
                new CommitMessage(
                    Functions.builtins()
                        .plus(Sprig.hermetic(SprigEnvironment.isolated(clock, random)))),
                new PullRequests(secrets, AutomationReason.PULL_REQUEST_FAILED),
                new SettledRemotes(),
                clock));
  }

  @Override
  public UpdateControl<ImageUpdateAutomation> reconcile(
      ImageUpdateAutomation automation, Context<ImageUpdateAutomation> context) throws Exception {
    return controller.reconcile(automation, context);
  }

  /** A policy concerns all automations of its namespace; a source those that name it. */
  @Override
  public List<EventSource<?, ImageUpdateAutomation>> prepareEventSources(
      EventSourceContext<ImageUpdateAutomation> context) {
    ReferenceIndex<ImageUpdateAutomation> references =
        ReferenceIndex.create(
            context,
            "source",
            automation ->
                List.of(
                    FindSource.reference(automation),
                    policiesOf(automation.getMetadata().getNamespace())));
    Watches<ImageUpdateAutomation> watches = new Watches<>(context);
    return List.of(
        watches.changes(
            GitRepository.class, references, (now, before) -> !now.spec().equals(before.spec())),
        watches.changes(
            ImagePolicy.class,
            references,
            policy -> policiesOf(policy.getMetadata().getNamespace()),
            (now, before) ->
                !Objects.equals(now.status().latestRef(), before.status().latestRef())));
  }

  @Override
  public void updateConfigurationFrom(
      ControllerConfigurationOverrider<ImageUpdateAutomation> framework) {
    controller.configure(framework);
  }

  /** Stands for all policies of a namespace. */
  private static ReferenceKey policiesOf(String namespace) {
    return new ReferenceKey("ImagePolicy", namespace, "*");
  }
}
