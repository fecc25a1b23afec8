package dev.millrace.controller.kustomize.stage;

import dev.millrace.controller.kustomize.config.RunningController;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** The GitRepositories of a scene; what is changed here the controller has seen. */
final class Sources {
  private final Scene scene;
  private final RunningController controller;

  Sources(Scene scene, RunningController controller) {
    this.scene = scene;
    this.controller = controller;
  }

  /**
   * Makes a GitRepository with an artifact.
   *
   * @param metadata of the artifact, in JSON
   */
  void publish(String source, ArtifactServer.Served served, String metadata) {
    scene.apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: %s
          namespace: NAMESPACE
        spec:
          interval: 1h
          url: https://git.example.com/shop
        """
            .formatted(source));
    patchStatus(
        source,
        """
        {"status":{"observedGeneration":1,"artifact":{"path":"a","url":"%s","revision":"%s",
         "digest":"%s","lastUpdateTime":"2026-01-01T00:00:00Z","metadata":%s}}}
        """
            .formatted(served.url(), served.revision(), served.digest(), metadata));
    awaitSeen(source, served);
  }

  /** Deletes a GitRepository and waits until the controller knows. */
  void remove(String source) {
    scene
        .client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "GitRepository")
        .inNamespace(scene.namespace())
        .withName(source)
        .delete();
    scene.until(
        "the controller sees that the source is gone",
        () -> controller.artifact(scene.namespace(), source).isEmpty());
  }

  private void patchStatus(String source, String patch) {
    scene
        .client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "GitRepository")
        .inNamespace(scene.namespace())
        .withName(source)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** Waits until the controller's watch shows the artifact of a source. */
  private void awaitSeen(String source, ArtifactServer.Served served) {
    scene.until(
        "the watch shows the artifact of " + source,
        () ->
            controller
                .artifact(scene.namespace(), source)
                .filter(artifact -> served.url().equals(artifact.url()))
                .filter(artifact -> served.digest().equals(artifact.digest()))
                .isPresent());
  }
}
