package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** {@code flux tree ks} follows the inventory down; {@code flux trace} follows the labels up. */
final class FluxListsATree implements Step {
  private static final int ID_PARTS = 4;

  @Override
  public String title() {
    return "flux tree, flux trace";
  }

  @Override
  public void play(Stage stage) {
    Observed kustomization =
        stage.cluster().find(Kind.KUSTOMIZATION, "team-blue", "shop-dev").orElseThrow();
    var entries = (List<?>) kustomization.at("status.inventory.entries").orElse(List.of());
    assertThat(entries).hasSizeGreaterThan(5);
    for (Object entry : entries) {
      assertThat(object(stage, (Map<?, ?>) entry).getMetadata().getLabels())
          .containsEntry("kustomize.toolkit.fluxcd.io/name", "shop-dev")
          .containsEntry("kustomize.toolkit.fluxcd.io/namespace", "team-blue");
    }
  }

  private static GenericKubernetesResource object(Stage stage, Map<?, ?> entry) {
    String[] id = String.valueOf(entry.get("id")).split("_", ID_PARTS);
    String apiVersion = id[2].isEmpty() ? "" + entry.get("v") : id[2] + "/" + entry.get("v");
    GenericKubernetesResource found =
        stage
            .cluster()
            .client()
            .genericKubernetesResources(apiVersion, id[3])
            .inNamespace(id[0])
            .withName(id[1])
            .get();
    assertThat(found).as("the object that the inventory calls %s", entry.get("id")).isNotNull();
    return found;
  }
}
