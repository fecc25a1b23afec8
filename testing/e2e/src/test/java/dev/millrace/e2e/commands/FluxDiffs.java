package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.RenderedResource;
import dev.millrace.safety.FileTree;
import dev.millrace.servers.Repository;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * {@code flux build} and {@code flux diff}: a local build, with the labels of the owner, tried by
 * server-side apply as the controller's field manager. What is applied already makes no change.
 */
final class FluxDiffs implements Step {
  private static final String NAMESPACE = "team-blue";
  private static final PatchContext DRY_RUN =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("kustomize-controller")
          .withForce(true)
          .withDryRun(List.of("All"))
          .build();

  @Override
  public String title() {
    return "flux build, flux diff";
  }

  @Override
  public void play(Stage stage) {
    GenericKubernetesResource built = service();
    GenericKubernetesResource live =
        stage
            .cluster()
            .find(Kind.SERVICE, NAMESPACE, built.getMetadata().getName())
            .orElseThrow()
            .object();

    GenericKubernetesResource same = dryRun(stage, built);
    built.getMetadata().getLabels().put("changed", "here");
    GenericKubernetesResource changed = dryRun(stage, built);

    assertThat(same.getAdditionalProperties()).isEqualTo(live.getAdditionalProperties());
    assertThat(same.getMetadata().getLabels()).isEqualTo(live.getMetadata().getLabels());
    assertThat(changed.getMetadata().getLabels()).containsEntry("changed", "here");
  }

  private static GenericKubernetesResource service() {
    try {
      FileTree shop = FileTree.onDisk(Repository.root().resolve("manifests/samples/shop"));
      RenderedResource service =
          new Kustomizer()
              .build(shop, "apps/overlays/dev", KustomizeOptions.commandLine()).resources().stream()
                  .filter(resource -> "Service".equals(resource.object().get("kind")))
                  .findFirst()
                  .orElseThrow();
      GenericKubernetesResource object =
          Serialization.unmarshal(
              Serialization.asJson(service.object()), GenericKubernetesResource.class);
      object.getMetadata().setNamespace(NAMESPACE);
      object
          .getMetadata()
          .getLabels()
          .putAll(
              Map.of(
                  "kustomize.toolkit.fluxcd.io/name",
                  "shop-dev",
                  "kustomize.toolkit.fluxcd.io/namespace",
                  NAMESPACE));
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericKubernetesResource dryRun(Stage stage, GenericKubernetesResource object) {
    return stage
        .cluster()
        .client()
        .genericKubernetesResources(Kind.SERVICE.apiVersion(), Kind.SERVICE.kind())
        .inNamespace(NAMESPACE)
        .withName(object.getMetadata().getName())
        .patch(DRY_RUN, Serialization.asJson(object));
  }
}
