package dev.millrace.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndStateTest {
  private static final String APP =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: app
        namespace: team
        uid: @UID@
        resourceVersion: "@UID@"
        creationTimestamp: "@TIME@"
        labels: {team: a}
        managedFields:
        - {manager: "@MANAGER@", operation: Apply, time: "@TIME@", fieldsV1: {"f:spec": {}}}
        - {manager: kube, operation: Update, subresource: status, time: "@TIME@"}
      spec: {replicas: @REPLICAS@}
      status: {observedGeneration: 1, replicas: @REPLICAS@}
      """;
  private static final String KUSTOMIZATION =
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: app, namespace: team}
      status:
        conditions:
        - {type: Ready, status: "@STATUS@", reason: Succeeded, message: "@MESSAGE@",
           lastTransitionTime: "@TIME@"}
        history: [{digest: "@UID@", lastReconciledDuration: 1s, totalReconciliations: 4}]
        artifact: {url: "http://127.0.0.1:8080/@UID@", digest: "@UID@", revision: main}
      """;

  @Test
  void knowsTwoEqualRunsAgain() {
    EndState first = state(app("1", "2026-01-01T00:00:00Z", "kustomize-controller", 1));
    EndState second = state(app("2", "2026-01-02T00:00:00Z", "another-controller", 1));
    assertThat(second.differencesFrom(first, 5)).isEmpty();
  }

  @Test
  void namesTheFieldThatDiffersWithBothValues() {
    EndState first = state(app("1", "2026-01-01T00:00:00Z", "kustomize-controller", 1));
    EndState second = state(app("1", "2026-01-01T00:00:00Z", "kustomize-controller", 2));
    assertThat(second.differencesFrom(first, 5))
        .containsExactly("Deployment team/app: .spec.replicas is 2, not 1");
  }

  @Test
  void seesWhoOwnsOtherFields() {
    String app = app("1", "2026-01-01T00:00:00Z", "kustomize-controller", 1);
    EndState first = state(app);
    EndState second = state(app.replace("f:spec", "f:metadata"));
    assertThat(second.differencesFrom(first, 5)).isNotEmpty();
    assertThat(state(app.replace("Apply", "Update")).differencesFrom(first, 5)).isNotEmpty();
  }

  @Test
  void namesObjectsThatAreMissingOrTooMany() {
    EndState one = state(app("1", "2026-01-01T00:00:00Z", "kustomize-controller", 1));
    assertThat(state().differencesFrom(one, 5)).containsExactly("Deployment team/app is missing");
    assertThat(one.differencesFrom(state(), 5))
        .containsExactly("Deployment team/app should not be there");
  }

  @Test
  void tellsNoMoreDifferencesThanAsked() {
    EndState many =
        state(
            app("1", "2026-01-01T00:00:00Z", "k", 1).replace("name: app", "name: one"),
            app("1", "2026-01-01T00:00:00Z", "k", 1).replace("name: app", "name: two"));
    assertThat(many.differencesFrom(state(), 1)).hasSize(1);
  }

  @Test
  void comparesTheStatusOfFluxWithoutTimesDurationsAndPacking() {
    EndState first = state(kustomization("True", "Health check passed in 1.5s", "1"));
    EndState second = state(kustomization("True", "Health check passed in 31.2ms", "2"));
    assertThat(second.differencesFrom(first, 5)).isEmpty();
    EndState failed = state(kustomization("False", "Health check passed in 31.2ms", "2"));
    assertThat(failed.differencesFrom(first, 5))
        .containsExactly("Kustomization team/app: .status.conditions[0].status is False, not True");
  }

  @Test
  void findsCommitsAgainByWhatStandsForThem() {
    EndState first =
        EndState.of(
            objects(kustomization("True", "Applied abc", "1")),
            new Normalisation(Map.of("abc", "commit-1")));
    EndState second =
        EndState.of(
            objects(kustomization("True", "Applied def", "1")),
            new Normalisation(Map.of("def", "commit-1")));
    assertThat(second.differencesFrom(first, 5)).isEmpty();
  }

  @Test
  void leavesOutWhatTheClusterMakesItself() {
    EndState state =
        state(
            """
            {kind: ReplicaSet, metadata: {name: app-1, namespace: team,
             ownerReferences: [{kind: Deployment, name: app}]}}
            """,
            "{kind: ConfigMap, metadata: {name: kube-root-ca.crt, namespace: team}}",
            "{kind: ServiceAccount, metadata: {name: default, namespace: team}}",
            "{kind: Event, metadata: {name: app.1, namespace: team}}",
            "{kind: ConfigMap, metadata: {name: kept, namespace: team}}");
    assertThat(state.objects()).containsOnlyKeys("ConfigMap team/kept");
  }

  @Test
  void doesNotLookIntoStoredReleases() {
    String release =
        "{kind: Secret, type: helm.sh/release.v1, data: {release: %s},"
            + " metadata: {name: r.v1, namespace: team, labels: {modifiedAt: %s, status: deployed}}}";
    EndState first = state(release.formatted("abc", "'1'"));
    assertThat(state(release.formatted("def", "'2'")).differencesFrom(first, 5)).isEmpty();
    assertThat(
            state(release.formatted("abc", "'1'").replace("deployed", "failed"))
                .differencesFrom(first, 5))
        .hasSize(1);
  }

  @Test
  void demandsWhatAWorkloadSays() {
    EndState state =
        state(
            app("1", "2026-01-01T00:00:00Z", "k", 1), kustomization("False", "build failed", "1"));
    Must must = Must.BE_READY.have(2, "Deployment").with("Deployment", "metadata/labels/team", "b");
    assertThat(must.violations(state))
        .containsExactly(
            "Kustomization team/app is not ready: build failed",
            "there are 1 objects Deployment, not 2",
            "Deployment team/app: metadata/labels/team is a, not b");
  }

  @Test
  void isContentWhenEverythingIsAsDemanded() {
    EndState state =
        state(app("1", "2026-01-01T00:00:00Z", "k", 1), kustomization("True", "applied", "1"));
    Must must = Must.BE_READY.have(1, "Deployment").with("Deployment", "metadata/labels/team", "a");
    assertThat(must.violations(state)).isEmpty();
  }

  private static String app(String uid, String time, String manager, int replicas) {
    return APP.replace("@UID@", uid)
        .replace("@TIME@", time)
        .replace("@MANAGER@", manager)
        .replace("@REPLICAS@", Integer.toString(replicas));
  }

  private static String kustomization(String status, String message, String uid) {
    return KUSTOMIZATION
        .replace("@STATUS@", status)
        .replace("@MESSAGE@", message)
        .replace("@TIME@", "2026-01-0" + uid + "T00:00:00Z")
        .replace("@UID@", uid);
  }

  private static EndState state(String... yaml) {
    return EndState.of(objects(yaml), new Normalisation(Map.of()));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> objects(String... yaml) {
    return Arrays.stream(yaml)
        .map(
            each ->
                (Map<String, @Nullable Object>) Serialization.unmarshal("---\n" + each, Map.class))
        .toList();
  }
}
