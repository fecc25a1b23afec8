package dev.millrace.controller.kustomize.stage;

import dev.millrace.harness.live.LiveCluster;
import java.util.Map;

/** The service accounts of a scene. */
public final class Accounts {
  private final Scene scene;
  private final LiveCluster cluster;

  Accounts(Scene scene, LiveCluster cluster) {
    this.scene = scene;
    this.cluster = cluster;
  }

  /** Makes a service account that may do everything in this namespace and nothing elsewhere. */
  public void makeTenant(String name) {
    scene.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: %1$s
          namespace: NAMESPACE
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: %1$s
          namespace: NAMESPACE
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
        subjects:
        - {kind: ServiceAccount, name: %1$s, namespace: NAMESPACE}
        """
            .formatted(name));
  }

  /** Gives a service account annotations. */
  public void annotate(String name, Map<String, String> annotations) {
    scene
        .client()
        .serviceAccounts()
        .inNamespace(scene.namespace())
        .withName(name)
        .edit(
            account -> {
              account.getMetadata().setAnnotations(annotations);
              return account;
            });
  }

  /** A token of a service account that the API server accepts. */
  public String token(String account) {
    return cluster.token(scene.namespace(), account);
  }
}
