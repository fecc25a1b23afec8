package dev.millrace.e2e.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;

/**
 * A GitRepository and a Kustomization that Flux reconciled. Suspended, they stand for controllers
 * that are stopped; resuming one is the moment at which ours takes over.
 */
public final class MovesSourcesAndKustomizations implements Step {
  private static final String NAMESPACE = "moved";
  private static final String SETTINGS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: moved
      data:
        color: blue
      """;
  private static final String OWNED =
      """
        labels:
          kustomize.toolkit.fluxcd.io/name: app
          kustomize.toolkit.fluxcd.io/namespace: moved
      """;

  @Override
  public String title() {
    return "a source and a Kustomization of Flux are taken over, and left as Flux expects them";
  }

  @Override
  public void play(Stage stage) {
    Cluster cluster = stage.cluster();
    cluster.ensureNamespace(NAMESPACE);
    stage.gitServer().create("moved").commit("Settings", Map.of("app/settings.yaml", SETTINGS));
    LeftByFlux flux = new LeftByFlux(cluster);
    leaveObjects(stage, flux);
    leaveStatuses(flux);
    Observed source = find(cluster, Kind.GIT_REPOSITORY, "app");
    Observed kustomization = find(cluster, Kind.KUSTOMIZATION, "app");
    Observed settings = find(cluster, Kind.CONFIG_MAP, "settings");

    resume(cluster, Kind.GIT_REPOSITORY);
    resume(cluster, Kind.KUSTOMIZATION);

    assertSame(find(cluster, Kind.GIT_REPOSITORY, "app"), source);
    assertSame(find(cluster, Kind.KUSTOMIZATION, "app"), kustomization);
    Observed after = find(cluster, Kind.CONFIG_MAP, "settings");
    assertSame(after, settings);
    assertThat(after.object().getMetadata().getResourceVersion())
        .as("nothing was to change in the object")
        .isEqualTo(settings.object().getMetadata().getResourceVersion());
    assertThat(cluster.find(Kind.CONFIG_MAP, NAMESPACE, "gone"))
        .as("what only the inventory of Flux knew")
        .isEmpty();
    assertLeftForFlux(cluster);
  }

  private static void leaveObjects(Stage stage, LeftByFlux flux) {
    String owned = SETTINGS.replace("metadata:\n", "metadata:\n" + OWNED);
    flux.apply("kustomize-controller", owned);
    flux.apply("kustomize-controller", owned.replace("name: settings", "name: gone"));
    stage
        .cluster()
        .applyText(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: git-login, namespace: moved}
            stringData: {username: millrace, password: only-for-the-demo}
            ---
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: app, namespace: moved, finalizers: [finalizers.fluxcd.io]}
            spec:
              suspend: true
              interval: 1h
              url: http://127.0.0.1:7001/moved.git
              ref: {branch: main}
              secretRef: {name: git-login}
            ---
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: app, namespace: moved, finalizers: [finalizers.fluxcd.io]}
            spec:
              suspend: true
              interval: 1h
              path: ./app
              prune: true
              sourceRef: {kind: GitRepository, name: app}
            """,
            stage.addresses());
  }

  private static void leaveStatuses(LeftByFlux flux) {
    flux.status(
        Kind.GIT_REPOSITORY,
        NAMESPACE,
        "app",
        "gotk-source-controller",
        """
        {"observedGeneration": 1,
         "conditions": [{"type": "Ready", "status": "True", "reason": "Succeeded",
           "message": "stored artifact for revision 'main@sha1:0000000000000000000000000000000000000001'",
           "lastTransitionTime": "2026-01-02T03:04:05Z", "observedGeneration": 1}],
         "artifact": {"digest": "sha256:00", "lastUpdateTime": "2026-01-02T03:04:05Z",
           "path": "gitrepository/moved/app/old.tar.gz", "size": 1,
           "revision": "main@sha1:0000000000000000000000000000000000000001",
           "url": "http://source-controller.flux-system.svc.cluster.local./gitrepository/moved/app/old.tar.gz"}}
        """);
    flux.status(
        Kind.KUSTOMIZATION,
        NAMESPACE,
        "app",
        "gotk-kustomize-controller",
        """
        {"observedGeneration": 1,
         "lastAppliedRevision": "main@sha1:0000000000000000000000000000000000000001",
         "lastAttemptedRevision": "main@sha1:0000000000000000000000000000000000000001",
         "conditions": [{"type": "Ready", "status": "True", "reason": "ReconciliationSucceeded",
           "message": "Applied revision: main@sha1:0000000000000000000000000000000000000001",
           "lastTransitionTime": "2026-01-02T03:04:05Z", "observedGeneration": 1}],
         "history": [{"digest": "sha256:01", "firstReconciled": "2026-01-02T03:04:05Z",
           "lastReconciled": "2026-01-02T03:04:05Z", "lastReconciledDuration": "100ms",
           "lastReconciledStatus": "ReconciliationSucceeded", "totalReconciliations": 7}],
         "inventory": {"entries": [{"id": "moved_settings__ConfigMap", "v": "v1"},
           {"id": "moved_gone__ConfigMap", "v": "v1"}]}}
        """);
  }

  private static void assertLeftForFlux(Cluster cluster) {
    Observed kustomization = find(cluster, Kind.KUSTOMIZATION, "app");
    assertThat(kustomization.object().getMetadata().getFinalizers())
        .containsExactly("finalizers.fluxcd.io");
    assertThat(find(cluster, Kind.GIT_REPOSITORY, "app").object().getMetadata().getFinalizers())
        .containsExactly("finalizers.fluxcd.io");
    assertThat(kustomization.at("status.inventory.entries"))
        .hasValue(List.of(Map.of("id", "moved_settings__ConfigMap", "v", "v1")));
    assertThat(kustomization.text("status.history.1.digest"))
        .as("what Flux remembered stays")
        .isEqualTo("sha256:01");
    Observed settings = find(cluster, Kind.CONFIG_MAP, "settings");
    assertThat(settings.object().getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager, ManagedFieldsEntry::getOperation)
        .containsExactly(tuple("kustomize-controller", "Apply"));
    assertThat(settings.object().getMetadata().getLabels())
        .containsOnly(
            Map.entry("kustomize.toolkit.fluxcd.io/name", "app"),
            Map.entry("kustomize.toolkit.fluxcd.io/namespace", "moved"));
  }

  private static void resume(Cluster cluster, Kind kind) {
    cluster.patch(kind, NAMESPACE, "app", "{\"spec\":{\"suspend\":false}}");
    cluster.await(
        kind,
        NAMESPACE,
        "app",
        object -> object.isReady() && !object.readyMessage().contains("000000000001"));
  }

  private static Observed find(Cluster cluster, Kind kind, String name) {
    return cluster.find(kind, NAMESPACE, name).orElseThrow();
  }

  private static void assertSame(Observed now, Observed before) {
    assertThat(now.object().getMetadata().getUid())
        .isEqualTo(before.object().getMetadata().getUid());
  }
}
