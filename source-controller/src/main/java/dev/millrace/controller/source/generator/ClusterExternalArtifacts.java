package dev.millrace.controller.source.generator;

import static dev.millrace.controller.source.generator.GeneratorReason.RECONCILIATION_FAILED;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.ExternalArtifactStatus;
import dev.millrace.runtime.outcome.ReconcileFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/** Writes ExternalArtifacts with server-side apply. */
public final class ClusterExternalArtifacts implements ExternalArtifacts {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(ArtifactGeneratorReconciler.FIELD_MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;

  /** Writes with the controller's own permissions. */
  public ClusterExternalArtifacts(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<ExternalArtifact> ofGenerator(String namespace, String generatorUid) {
    return client
        .resources(ExternalArtifact.class)
        .inNamespace(namespace)
        .withLabel(OfferArtifact.GENERATOR_LABEL, generatorUid)
        .list()
        .getItems();
  }

  @Override
  public void apply(ExternalArtifact wanted) {
    String name = wanted.getMetadata().getName();
    ExternalArtifactStatus status = wanted.status();
    try {
      wanted.setStatus(null);
      ExternalArtifact stored = client.resource(wanted).patch(APPLY, wanted);
      long generation = stored.getMetadata().getGeneration();
      wanted.setStatus(
          status.withConditions(
              status.conditions().stream().map(each -> at(each, generation)).toList()));
      client.resource(wanted).subresource("status").patch(APPLY, wanted);
    } catch (KubernetesClientException e) {
      throw new ReconcileFailure(
          RECONCILIATION_FAILED, "%s reconcile failed: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Condition at(Condition condition, long generation) {
    return new Condition(
        condition.type(),
        condition.status(),
        generation,
        condition.lastTransitionTime(),
        condition.reason(),
        condition.message());
  }

  @Override
  public void delete(String namespace, String name) {
    client.resources(ExternalArtifact.class).inNamespace(namespace).withName(name).delete();
  }
}
