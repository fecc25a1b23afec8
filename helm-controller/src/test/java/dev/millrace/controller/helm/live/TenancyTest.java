package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.harness.live.AuditLog.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A release is made with the rights of its tenant; numbers are rows of SECURITY-CASES. */
@OnStage
class TenancyTest {
  private static final String CLIENT = "fabric8-kubernetes-client";
  private static final String CURIOUS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: seen}
      data:
        own: {{ (lookup "v1" "ConfigMap" .Release.Namespace "known").data.a }}
        apis: "{{ .Capabilities.APIVersions.Has "apps/v1" }}"
      """;

  /** On a cluster of its own: discovery has no namespace that would tell whose request it is. */
  @Test
  void row44MakesEveryRequestOfAReleaseAsTheTenant() {
    try (SharedCluster alone = SharedCluster.start();
        Stage stage = Stage.on(alone)) {
      makesEveryRequestAsTheTenant(stage);
    }
  }

  private static void makesEveryRequestAsTheTenant(Stage stage) {
    Scene scene = stage.scene();
    scene.makeTenant("tenant");
    scene.apply("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: known}\ndata: {a: found}");
    scene.chart("1.0.0", Charts.with(Charts.web(), "templates/curious.yaml", CURIOUS));
    long mark = stage.audit().mark();

    scene.release("app", "serviceAccountName: tenant\ndriftDetection: {mode: enabled}");
    scene.awaitReady("app");
    scene.release("app", "serviceAccountName: tenant\nvalues: {color: red}");
    scene.awaitRevision("app", 2);

    String tenant = "system:serviceaccount:" + scene.namespace() + ":tenant";
    List<Request> requests = stage.audit().since(mark, request -> concernsRelease(request, scene));
    assertThat(requests).isNotEmpty().allMatch(request -> request.actor().equals(tenant));
    assertThat(requests)
        .extracting(Request::resource)
        .contains("configmaps", "deployments", "secrets");
    assertThat(stage.audit().since(mark, request -> isDiscovery(request)))
        .anyMatch(request -> request.actor().equals(tenant))
        .allMatch(request -> request.actor().endsWith(":tenant"));
    assertThat(scene.configMap("seen")).containsEntry("own", "found").containsEntry("apis", "true");
  }

  @Test
  void actsAsTheDefaultServiceAccountWhereNoneIsNamed(Stage stage) {
    Scene scene = stage.scene("--default-service-account=tenant");
    scene.makeTenant("tenant");
    scene.chart("1.0.0", Charts.config());
    long mark = stage.audit().mark();

    scene.release("app", "");
    scene.awaitReady("app");

    String tenant = "system:serviceaccount:" + scene.namespace() + ":tenant";
    assertThat(stage.audit().since(mark, request -> concernsRelease(request, scene)))
        .isNotEmpty()
        .allMatch(request -> request.actor().equals(tenant));
  }

  @Test
  void tellsWhatStaysWhenTheServiceAccountIsGone(Stage stage) {
    Scene scene = withReleaseOfALostTenant(stage);

    scene.delete("app");

    assertThat(scene.revisions("app")).containsExactly("1 deployed");
    assertThat(scene.told("app"))
        .contains(
            "UninstallFailed: Release %s/app is not uninstalled: the service account or the"
                    .formatted(scene.namespace())
                + " kubeconfig is gone; its objects and records stay");
  }

  @Test
  void row44LetsTemplatesSeeNothingThatTheTenantMayNotSee(Stage stage) {
    Scene scene = stage.scene();
    scene.makeTenant("tenant");
    scene.chart(
        "1.0.0",
        Charts.of(
            Map.of(
                "templates/thief.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: loot}
                data: {nodes: {{ lookup "v1" "Secret" "kube-system" "" | toJson | quote }}}
                """)));
    scene.release("app", "serviceAccountName: tenant");

    assertThat(scene.awaitFailure("app", "InstallFailed").message())
        .contains("forbidden")
        .contains("app/templates/thief.yaml");
    assertThat(scene.configMap("loot")).isEmpty();
  }

  @Test
  void showsOfFailuresOnlyWhatTheTenantMaySee(Stage stage) {
    Scene scene = stage.scene();
    scene.makeTenant("tenant");
    makeBlindTenant(scene);
    scene.chart("1.0.0", Charts.web());
    String fails = "values: {works: false}\n" + Charts.TRIED_AGAIN_AND_AGAIN;
    long mark = stage.audit().mark();

    scene.release("seen", "serviceAccountName: tenant\n" + fails);
    scene.release("unseen", "serviceAccountName: blind\n" + fails);

    assertThat(scene.awaitExplanation("seen", "looks for its database")).contains("pod seen-");
    assertThat(scene.awaitExplanation("unseen", "Deployment/"))
        .contains("Deployment/" + scene.namespace() + "/unseen")
        .doesNotContain("looks for its database", "pod unseen-");
    assertThat(
            stage
                .audit()
                .since(
                    mark,
                    request ->
                        request.resource().startsWith("pods")
                            && request.agent().startsWith(CLIENT)
                            && request.namespace().equals(scene.namespace())))
        .isNotEmpty()
        .allMatch(Request::impersonated);
  }

  @Test
  void leavesWhatWasReleasedWhenTheTenantIsGone(Stage stage) {
    Scene scene = withReleaseOfALostTenant(stage);

    scene.delete("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
  }

  /** A service account that may release, but sees neither pods nor what they log. */
  private static void makeBlindTenant(Scene scene) {
    scene.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: blind}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: blind}
        rules:
        - {apiGroups: [""], resources: [configmaps, secrets], verbs: ["*"]}
        - {apiGroups: [apps], resources: [deployments], verbs: ["*"]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: blind}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: blind}
        subjects:
        - {kind: ServiceAccount, name: blind, namespace: NAMESPACE}
        """);
  }

  /** Not what the administrator of the test does, and not the references of the spec. */
  private static boolean concernsRelease(Request request, Scene scene) {
    boolean released =
        request.resource().equals("deployments")
            || request.name().startsWith("app-settings")
            || request.name().equals("seen")
            || request.name().startsWith("sh.helm.release.v1.app")
            || request.name().equals("known");
    return request.namespace().equals(scene.namespace())
        && released
        && request.agent().startsWith(CLIENT);
  }

  private static boolean isDiscovery(Request request) {
    return request.agent().startsWith(CLIENT)
        && (request.uri().equals("/version")
            || request.uri().equals("/api")
            || request.uri().equals("/apis"));
  }

  private static Scene withReleaseOfALostTenant(Stage stage) {
    Scene scene = stage.scene();
    scene.makeTenant("tenant");
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "serviceAccountName: tenant");
    scene.awaitReady("app");
    scene.client().serviceAccounts().inNamespace(scene.namespace()).withName("tenant").delete();
    return scene;
  }
}
