package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import dev.millrace.harness.live.AuditLog.Request;
import dev.millrace.servers.ScriptedServer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done for a tenant is done as the tenant, here and in other clusters. Where the name
 * of a test begins with a row, it is that of SECURITY-CASES.
 */
@OnStage
class TenancyTest {
  private static final Set<String> OWN_KINDS =
      Set.of("kustomizations", "gitrepositories", "events", "serviceaccounts");

  private Stage stage;
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    scene = stage.scene();
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
    scene.commit(
        "shop",
        Map.of(
            "map.yaml", Manifests.configMap("settings", "color: blue"),
            "web.yaml", Manifests.deployment("web", "")));
  }

  @Test
  void row44ActsAsTheTenantInEveryRequest() {
    scene.makeTenant("tenant");
    long mark = stage.audit().mark();

    scene.kustomization("app", spec + "serviceAccountName: tenant\nwait: true");
    scene.awaitReady("app");
    scene.request("app");
    scene.awaitApplied(
        "app", scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "a: b"))));
    scene.delete("app");
    scene.until("the Kustomization is gone", () -> scene.isGone("app"));

    List<Request> requests = requestsForTheTenant(mark);
    assertThat(requests).extracting(Request::verb).contains("patch", "get", "delete");
    assertThat(requests)
        .allMatch(
            request ->
                request.actor().equals("system:serviceaccount:" + scene.namespace() + ":tenant"));
  }

  @Test
  void actsAsTheDefaultServiceAccountWhereNoneIsNamed() {
    scene = stage.scene("--default-service-account=tenant");
    scene.makeTenant("tenant");
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "color: blue")));
    long mark = stage.audit().mark();

    scene.kustomization("app", "prune: true\ntargetNamespace: " + scene.namespace());
    scene.awaitReady("app");

    assertThat(requestsForTheTenant(mark))
        .isNotEmpty()
        .allMatch(
            request ->
                request.actor().equals("system:serviceaccount:" + scene.namespace() + ":tenant"));
  }

  @Test
  void row36SourcesOfOtherNamespacesAreRefusedWhenToldTo() {
    Scene other = scene;
    scene = stage.scene("--no-cross-namespace-refs");

    scene.kustomization(
        "app",
        "prune: true\nsourceRef: {kind: GitRepository, name: shop, namespace: %s}"
            .formatted(other.namespace()));

    Condition ready = scene.awaitFailure("app", "AccessDenied");
    assertThat(ready.message()).contains("cross-namespace references have been blocked");
    assertThat(scene.condition("app", "Stalled")).map(Condition::holds).contains(true);
  }

  @Test
  void row39TheAnswerIsTheSameForForeignSourcesThatDoNotExist() {
    Scene other = scene;
    scene = stage.scene("--no-cross-namespace-refs");
    String refused = "prune: true\nsourceRef: {kind: GitRepository, name: %s, namespace: %s}";

    scene.kustomization("a", refused.formatted("shop", other.namespace()));
    scene.kustomization("b", refused.formatted("none", other.namespace()));

    String existing = scene.awaitFailure("a", "AccessDenied").message();
    String missing = scene.awaitFailure("b", "AccessDenied").message();
    assertThat(missing.replace("none", "shop")).isEqualTo(existing);
  }

  @Test
  void appliesToTheClusterOfAKubeconfig() throws Exception {
    scene.secret("remote", Map.of("value", Files.readString(stage.kubeconfig())));

    scene.kustomization("app", spec + "kubeConfig: {secretRef: {name: remote}}");
    scene.awaitReady("app");

    assertThat(scene.configMap("settings")).containsEntry("color", "blue");
  }

  @Test
  void appliesToARemoteClusterAsTheTenant() throws Exception {
    scene.makeTenant("tenant");
    scene.secret("remote", Map.of("value", Files.readString(stage.kubeconfig())));
    long mark = stage.audit().mark();

    scene.kustomization(
        "app", spec + "serviceAccountName: tenant\nkubeConfig: {secretRef: {name: remote}}");
    scene.awaitReady("app");

    assertThat(requestsForTheTenant(mark))
        .isNotEmpty()
        .allMatch(
            request ->
                request.actor().equals("system:serviceaccount:" + scene.namespace() + ":tenant"));
  }

  @Test
  void appliesToTheClusterOfAConfigMapWithATokenOfAServiceAccount() {
    scene.makeTenant("remote-user");
    scene.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: remote
          namespace: NAMESPACE
        data:
          provider: generic
          address: %s
          audiences: "[https://kubernetes.default.svc.cluster.local]"
          serviceAccountName: remote-user
          ca.crt: |
        %s\
        """
            .formatted(stage.address(), stage.authority().indent(4)));
    long mark = stage.audit().mark();

    scene.kustomization("app", spec + "kubeConfig: {configMapRef: {name: remote}}");
    scene.awaitReady("app");

    assertThat(requestsForTheTenant(mark))
        .isNotEmpty()
        .allMatch(
            request ->
                request
                    .actor()
                    .equals("system:serviceaccount:" + scene.namespace() + ":remote-user"));
  }

  /** Google Cloud is played: what it gives is a token of the API server. */
  @Test
  void appliesToTheClusterOfACloudWithTheIdentityOfAServiceAccount() {
    AtomicReference<String> token = new AtomicReference<>("");
    try (ScriptedServer google =
        ScriptedServer.start(
            exchange ->
                ScriptedServer.reply(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(token.get())))) {
      scene =
          stage.scene(
              Map.of("MILLRACE_GCP_STS_ENDPOINT", google.address().toString()),
              "--feature-gates=ObjectLevelWorkloadIdentity=true");
      scene.makeTenant("cloud-user");
      scene
          .accounts()
          .annotate(
              "cloud-user",
              Map.of("gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/pool"));
      token.set(scene.accounts().token("cloud-user"));
      scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "color: blue")));
      scene.apply(
          """
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: remote
            namespace: NAMESPACE
          data:
            provider: gcp
            cluster: projects/p/locations/l/clusters/c
            address: %s
            serviceAccountName: cloud-user
            ca.crt: |
          %s\
          """
              .formatted(stage.address(), stage.authority().indent(4)));
      long mark = stage.audit().mark();

      scene.kustomization(
          "app",
          "prune: true\nkubeConfig: {configMapRef: {name: remote}}\ntargetNamespace: "
              + scene.namespace());
      scene.awaitReady("app");

      assertThat(requestsForTheTenant(mark))
          .isNotEmpty()
          .allMatch(
              request ->
                  request
                      .actor()
                      .equals("system:serviceaccount:" + scene.namespace() + ":cloud-user"));
    }
  }

  @Test
  void namesAConfigMapOfAnotherProvider() {
    scene.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: remote
          namespace: NAMESPACE
        data:
          provider: lunar
        """);

    scene.kustomization("app", spec + "kubeConfig: {configMapRef: {name: remote}}");

    assertThat(scene.awaitFailure("app", "ReconciliationFailed").message())
        .contains("the provider 'lunar'; use one of [aws, azure, gcp, generic]");
  }

  @Test
  void row2KubeconfigsThatRunProgramsOrReadFilesAreRefused() throws Exception {
    String good = Files.readString(stage.kubeconfig());
    for (String field : List.of("exec: {command: id}", "tokenFile: /etc/passwd")) {
      scene.secret(
          "remote", Map.of("value", good.replaceFirst("user:\n", "user:\n    " + field + "\n")));
      scene.kustomization(
          "app", spec + "kubeConfig: {secretRef: {name: remote}}\nnamePrefix: n" + field.length());

      assertThat(scene.awaitFailure("app", "ReconciliationFailed").message())
          .contains("'" + field.substring(0, field.indexOf(':')) + "'", "not allowed");
    }
  }

  /** What an inventory lists is deleted only if it carries the owner's labels. */
  @Test
  void row37NothingOfOthersThatAForgedInventoryListsIsPruned() {
    Scene victim = stage.scene();
    victim.commit("shop", Map.of("map.yaml", Manifests.configMap("victim", "a: b")));
    victim.kustomization("app", "prune: true\ntargetNamespace: " + victim.namespace());
    victim.awaitReady("app");
    scene.kustomization("app", spec);
    scene.awaitReady("app");

    scene.mergeStatus(
        "app",
        "{\"status\":{\"inventory\":{\"entries\":[{\"id\":\"%s_victim__ConfigMap\",\"v\":\"v1\"}]}}}"
            .formatted(victim.namespace()));
    scene.request("app");

    assertThat(victim.configMap("victim")).isNotEmpty();
  }

  /** Requests about objects of the tenant's namespace, without those about Flux's own. */
  private List<Request> requestsForTheTenant(long mark) {
    return stage
        .audit()
        .since(
            mark,
            request ->
                request.namespace().equals(scene.namespace())
                    && request.agent().startsWith("kustomize-controller")
                    && !OWN_KINDS.contains(request.resource())
                    && !request.name().equals("remote"));
  }
}
