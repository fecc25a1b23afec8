package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.install.Installation;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;

/**
 * {@code flux check} and {@code flux version}: the definitions and Deployments of a distribution.
 */
final class FluxChecks implements Step {
  private static final String PART_OF = "app.kubernetes.io/part-of";
  private static final String VERSION = "app.kubernetes.io/version";

  @Override
  public String title() {
    return "flux check, flux version";
  }

  @Override
  public void play(Stage stage) {
    var client = stage.cluster().client();
    CustomResourceDefinition sources =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName("gitrepositories.source.toolkit.fluxcd.io")
            .get();
    assertThat(sources.getMetadata().getLabels())
        .containsEntry(PART_OF, "flux")
        .containsKey(VERSION);
    assertThat(sources.getStatus().getStoredVersions()).containsExactly("v1");
    List<Deployment> deployments =
        client
            .apps()
            .deployments()
            .inNamespace(Installation.NAMESPACE)
            .withLabel(PART_OF, "flux")
            .list()
            .getItems();
    assertThat(deployments)
        .extracting(each -> each.getMetadata().getName())
        .containsAll(stage.cast().stream().map(Controller::program).toList());
    for (Deployment each : deployments) {
      assertThat(each.getMetadata().getLabels()).containsKey(VERSION);
      assertThat(each.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
          .contains(each.getMetadata().getName());
    }
  }
}
