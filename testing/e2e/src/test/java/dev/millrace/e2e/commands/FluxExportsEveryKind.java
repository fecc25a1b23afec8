package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code flux export} writes what a user said of an object; {@code flux create} with the same words
 * changes nothing. Tried with every object of the suite, whatever its kind, without storing
 * anything.
 */
final class FluxExportsEveryKind implements Step {
  private static final PatchContext DRY_RUN =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("flux")
          .withForce(true)
          .withDryRun(List.of("All"))
          .build();

  /** The kinds of which the demo has objects. */
  private static final Set<String> KINDS =
      Set.of(
          "GitRepository",
          "OCIRepository",
          "HelmRepository",
          "HelmChart",
          "Kustomization",
          "HelmRelease",
          "Provider",
          "Alert",
          "Receiver",
          "ImageRepository",
          "ImagePolicy",
          "ImageUpdateAutomation");

  @Override
  public String title() {
    return "flux export and create of every kind";
  }

  @Override
  public void play(Stage stage) {
    Set<String> seen = new TreeSet<>();
    for (GenericKubernetesResource live : stage.cluster().everything()) {
      if (live.getApiVersion().contains(".toolkit.fluxcd.io/")) {
        seen.add(live.getKind());
        GenericKubernetesResource again = create(stage.cluster(), export(live));
        assertThat(again.getAdditionalProperties().get("spec"))
            .as("%s %s", live.getKind(), live.getMetadata().getName())
            .isEqualTo(live.getAdditionalProperties().get("spec"));
      }
    }
    assertThat(seen).containsAll(KINDS);
  }

  private static GenericKubernetesResource export(GenericKubernetesResource live) {
    ObjectMeta meta = live.getMetadata();
    GenericKubernetesResource exported = new GenericKubernetesResource();
    exported.setApiVersion(live.getApiVersion());
    exported.setKind(live.getKind());
    exported.setMetadata(
        new ObjectMetaBuilder()
            .withName(meta.getName())
            .withNamespace(meta.getNamespace())
            .withLabels(meta.getLabels())
            .withAnnotations(meta.getAnnotations())
            .build());
    exported.setAdditionalProperty("spec", live.getAdditionalProperties().get("spec"));
    return exported;
  }

  private static GenericKubernetesResource create(
      Cluster cluster, GenericKubernetesResource object) {
    return cluster
        .client()
        .genericKubernetesResources(object.getApiVersion(), object.getKind())
        .inNamespace(object.getMetadata().getNamespace())
        .withName(object.getMetadata().getName())
        .patch(DRY_RUN, Serialization.asJson(object));
  }
}
