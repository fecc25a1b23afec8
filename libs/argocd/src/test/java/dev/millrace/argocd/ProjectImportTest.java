package dev.millrace.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProjectImportTest {
  private static final String PROJECT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: AppProject
      metadata: {name: shop, namespace: argocd}
      spec:
        description: the shop
        sourceRepos: [https://git.acme.io/*]
        destinations:
        - {server: https://kubernetes.default.svc, namespace: shop-prod}
        - {name: in-cluster, namespace: 'team-*'}
        clusterResourceWhitelist:
        - {group: networking.k8s.io, kind: IngressClass}
      """;

  @Test
  void makesATenantThatMayDoWhatTheProjectAllows() {
    Imported imported = Imported.of(PROJECT);

    assertThat(imported.names())
        .containsExactly(
            "Namespace/shop",
            "ServiceAccount/applier",
            "RoleBinding/shop",
            "ClusterRole/tenant-shop",
            "ClusterRoleBinding/tenant-shop");
    assertThat(imported.object("RoleBinding", "shop"))
        .contains("namespace: shop-prod")
        .contains("name: cluster-admin")
        .contains("- kind: ServiceAccount\n  name: applier\n  namespace: shop");
    assertThat(imported.object("ClusterRole", "tenant-shop")).contains("- ingressclasses");
    assertThat(imported.losses())
        .hasSize(2)
        .anyMatch(loss -> loss.startsWith("spec.destinations[1].namespace: "))
        .anyMatch(loss -> loss.startsWith("spec.sourceRepos: "));
  }

  @Test
  void givesOnlyRightsToTheKindsOfItsList() {
    Imported imported =
        Imported.of(PROJECT + "  namespaceResourceWhitelist: [{group: apps, kind: Deployment}]\n");

    assertThat(imported.object("RoleBinding", "shop")).contains("kind: Role\n  name: shop");
    assertThat(imported.object("Role", "shop"))
        .contains("- apps")
        .contains("- deployments")
        .doesNotContain("'*'");
  }

  @Test
  void itsApplicationsApplyAsItsServiceAccount() {
    Imported imported =
        Imported.of(
            PROJECT
                + "---\n"
                + ApplicationImportTest.application(
                    "web",
                    "project: shop\nsource: {repoURL: https://git.acme.io/a.git, directory: {}}\n"));

    assertThat(imported.object("Kustomization", "web"))
        .contains("namespace: shop")
        .contains("serviceAccountName: applier");
    assertThat(imported.object("GitRepository", "a")).contains("namespace: shop");
  }

  @Test
  void saysWhatAProjectForbidsThatRightsCannot() {
    Imported imported =
        Imported.of(
            PROJECT
                + "  namespaceResourceBlacklist: [{group: '', kind: Secret}]\n"
                + "  syncWindows: [{kind: deny, schedule: '0 0 * * *'}]\n");

    assertThat(imported.losses())
        .anyMatch(loss -> loss.startsWith("spec.namespaceResourceBlacklist: "))
        .anyMatch(loss -> loss.startsWith("spec.syncWindows: "));
  }
}
