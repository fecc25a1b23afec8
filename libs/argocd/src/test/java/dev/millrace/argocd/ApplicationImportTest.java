package dev.millrace.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationImportTest {

  @Test
  void makesAKustomizationOfAFolderAndSharesItsSource() {
    Imported imported =
        Imported.of(
            application(
                    "web",
                    """
                    project: default
                    source: {repoURL: git@github.com:acme/deploy.git, targetRevision: v1.4.2, path: apps/web}
                    destination: {server: https://kubernetes.default.svc, namespace: shop}
                    syncPolicy:
                      automated: {prune: true, selfHeal: true}
                      syncOptions: [CreateNamespace=true, ServerSideApply=true]
                      retry: {limit: 5, backoff: {duration: 5s, factor: 2, maxDuration: 3m}}
                    """)
                + "---\n"
                + application(
                    "api",
                    """
                    source:
                      repoURL: git@github.com:acme/deploy.git
                      targetRevision: v1.4.2
                      path: apps/api
                      kustomize:
                        namePrefix: eu-
                        images: [nginx=registry.acme.io/nginx:1.27, ghcr.io/acme/api@sha256:0123]
                        commonAnnotations: {team: shop}
                        replicas: [{name: api, count: 3}]
                    destination: {name: in-cluster}
                    syncPolicy: {automated: {}}
                    """));

    assertThat(imported.losses()).isEmpty();
    assertThat(imported.names())
        .containsExactly(
            "GitRepository/deploy-v1-4-2",
            "Namespace/shop",
            "Kustomization/web",
            "Kustomization/api");
    assertThat(imported.object("GitRepository", "deploy-v1-4-2"))
        .isEqualTo(
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata:
              name: deploy-v1-4-2
              namespace: flux-system
            spec:
              interval: 10m
              ref:
                tag: v1.4.2
              secretRef:
                name: deploy-v1-4-2
              url: ssh://git@github.com/acme/deploy.git
            """);
    assertThat(imported.object("Kustomization", "web"))
        .isEqualTo(
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata:
              annotations:
                millrace.dev/argocd-annotations: enabled
              name: web
              namespace: flux-system
            spec:
              deletionPolicy: Delete
              interval: 10m
              path: ./apps/web
              prune: true
              retryInterval: 5s
              sourceRef:
                kind: GitRepository
                name: deploy-v1-4-2
              targetNamespace: shop
              timeout: 5m
              wait: true
            """);
    assertThat(imported.object("Kustomization", "api"))
        .contains("namePrefix: eu-")
        .contains("- name: nginx\n    newName: registry.acme.io/nginx\n    newTag: \"1.27\"")
        .contains("- digest: sha256:0123\n    name: ghcr.io/acme/api")
        .contains("annotations:\n      team: shop")
        .contains("path: /spec/replicas")
        .contains("prune: false");
  }

  @Test
  void makesAHelmReleaseOfAChartWithItsValuesJoined() {
    Imported imported =
        Imported.of(
            application(
                "ingress",
                """
                revisionHistoryLimit: 3
                source:
                  repoURL: https://charts.acme.io/stable
                  chart: ingress-nginx
                  targetRevision: 4.11.*
                  helm:
                    releaseName: edge
                    valueFiles: [values-prod.yaml]
                    values: |
                      controller: {replicas: 1, kind: DaemonSet}
                    valuesObject: {controller: {replicas: 2}}
                    parameters:
                    - {name: controller.image.tag, value: "1.27"}
                    - {name: controller.hostPort, value: "true"}
                    - {name: 'controller.labels.acme\\.io/zone', value: "7", forceString: true}
                    skipCrds: true
                destination: {namespace: ingress}
                syncPolicy: {automated: {selfHeal: true}, retry: {limit: 2}}
                ignoreDifferences:
                - {group: apps, kind: Deployment, jsonPointers: [/spec/replicas]}
                - {group: "*", kind: Service, jqPathExpressions: [.spec.clusterIP, '.spec.ports[] | .nodePort']}
                """));

    assertThat(imported.names()).containsExactly("HelmRepository/stable", "HelmRelease/ingress");
    assertThat(imported.object("HelmRelease", "ingress"))
        .isEqualTo(
            """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata:
              name: ingress
              namespace: flux-system
            spec:
              chart:
                spec:
                  chart: ingress-nginx
                  interval: 10m
                  sourceRef:
                    kind: HelmRepository
                    name: stable
                  valuesFiles:
                  - values.yaml
                  - values-prod.yaml
                  version: 4.11.*
              driftDetection:
                ignore:
                - paths:
                  - /spec/replicas
                  target:
                    group: apps
                    kind: Deployment
                - paths:
                  - /spec/clusterIP
                  target:
                    kind: Service
                mode: enabled
              install:
                crds: Skip
                remediation:
                  retries: 2
              interval: 10m
              maxHistory: 3
              releaseName: edge
              targetNamespace: ingress
              upgrade:
                crds: Skip
                remediation:
                  retries: 2
              values:
                controller:
                  hostPort: true
                  image:
                    tag: "1.27"
                  kind: DaemonSet
                  labels:
                    acme.io/zone: "7"
                  replicas: 2
            """);
    assertThat(imported.losses())
        .singleElement()
        .asString()
        .startsWith("spec.ignoreDifferences[1].jqPathExpressions");
  }

  @Test
  void takesChartsFromRegistriesAndFromGit() {
    Imported imported =
        Imported.of(
            application(
                    "podinfo",
                    """
                    source: {repoURL: ghcr.io/acme/charts, chart: podinfo, targetRevision: 6.5.0}
                    syncPolicy: {automated: {}}
                    """)
                + "---\n"
                + application(
                    "own",
                    """
                    sources:
                    - repoURL: https://git.acme.io/charts.git
                      path: charts/own
                      targetRevision: main
                      helm: {valueFiles: [../shared.yaml, $values/env/prod.yaml, $there/env/prod.yaml]}
                    - {repoURL: https://git.acme.io/values.git, ref: values}
                    - {repoURL: https://git.acme.io/charts.git, ref: there}
                    syncPolicy: {automated: {}}
                    """));

    assertThat(imported.object("OCIRepository", "podinfo-6-5-0"))
        .contains("url: oci://ghcr.io/acme/charts/podinfo")
        .contains("tag: 6.5.0");
    assertThat(imported.object("HelmRelease", "podinfo")).contains("chartRef:");
    assertThat(imported.object("HelmRelease", "own"))
        .contains("chart: ./charts/own")
        .contains("reconcileStrategy: Revision")
        .contains(
            "valuesFiles:\n      - charts/own/values.yaml\n      - charts/shared.yaml\n"
                + "      - env/prod.yaml\n");
    assertThat(imported.losses())
        .singleElement()
        .asString()
        .contains("'$values/env/prod.yaml' lies in another repository");
  }

  @Test
  void suspendsWhatIsSyncedByHandAndKeepsObjectsWithoutFinalizer() {
    Imported imported =
        Imported.of(
            application("web", "source: {repoURL: https://git.acme.io/a.git, directory: {}}\n")
                .replace("  finalizers: [resources-finalizer.argocd.argoproj.io]\n", ""));

    assertThat(imported.object("Kustomization", "web"))
        .contains("suspend: true")
        .contains("deletionPolicy: Orphan");
    assertThat(imported.notes()).anyMatch(note -> note.contains("flux resume"));
    assertThat(imported.object("GitRepository", "a")).contains("branch: main");
  }

  @Test
  void leavesOutFilesThatADirectoryLeavesOut() {
    Imported imported =
        Imported.of(
            application(
                "web",
                """
                source:
                  repoURL: https://git.acme.io/a.git
                  path: apps
                  directory: {recurse: true, exclude: '{secret.yaml,draft/*}', jsonnet: {tlas: [{name: a}]}}
                syncPolicy: {automated: {}}
                """));

    assertThat(imported.object("GitRepository", "a"))
        .contains("/apps/secret.yaml\n    /apps/draft/*");
    assertThat(imported.losses())
        .containsExactly(
            "spec.source.directory.jsonnet: Jsonnet is not built; commit what it produces");
  }

  @Test
  void namesTheSecretForAnotherCluster() {
    Imported imported =
        Imported.of(
            application(
                "web",
                """
                source: {repoURL: https://git.acme.io/a.git, directory: {recurse: true}}
                destination: {server: "https://eu.acme.io:6443", namespace: shop}
                syncPolicy: {automated: {}}
                """));

    assertThat(imported.object("Kustomization", "web"))
        .contains("kubeConfig:\n    secretRef:\n      key: value\n      name: cluster-eu-acme-io");
    assertThat(imported.notes()).anyMatch(note -> note.contains("https://eu.acme.io:6443"));
  }

  @Test
  void takesCredentialsFromSecretsOfItsNameButNeverTheirValues() {
    Imported imported =
        Imported.of(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: acme-repo, labels: {argocd.argoproj.io/secret-type: repo-creds}}
            stringData: {url: "https://git.acme.io/", username: bot, password: hunter2}
            ---
            """
                + application(
                    "web", "source: {repoURL: https://git.acme.io/a.git, directory: {}}\n"));

    assertThat(imported.object("GitRepository", "a")).contains("secretRef:\n    name: a\n");
    assertThat(imported.notes())
        .anyMatch(note -> note.contains("from Secret acme-repo") && note.contains("'username'"));
    assertThat(imported.toString()).doesNotContain("hunter2");
  }

  @Test
  void tellsOfEverythingThatNobodyKnows() {
    Imported imported =
        Imported.of(
            application(
                "web",
                """
                source:
                  repoURL: https://git.acme.io/a.git
                  plugin: {name: tanka}
                  kustomize: {kubeVersion: "1.30"}
                sourceHydrator: {drySource: {repoURL: x}}
                syncPolicy: {automated: {}, syncOptions: [Validate=false, FailOnSharedResource=true]}
                """));

    assertThat(imported.losses())
        .containsExactlyInAnyOrder(
            "spec.syncPolicy.syncOptions: Validate=false has no counterpart",
            "spec.syncPolicy.syncOptions: FailOnSharedResource=true has no counterpart",
            "spec.source.plugin: plugins are not run; commit what it produces",
            "spec.sourceHydrator: there is no counterpart",
            "spec.source.kustomize.kubeVersion: there is no counterpart");
  }

  @Test
  void tellsWhenTwoApplicationsHaveOneName() {
    String web =
        application("web", "source: {repoURL: https://git.acme.io/a.git, directory: {}}\n");

    assertThat(Imported.of(web + "---\n" + web).losses())
        .isEqualTo(List.of("there is another Kustomization of the name 'web'"));
  }

  static String application(String name, String spec) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata:
      name: %s
      namespace: argocd
      finalizers: [resources-finalizer.argocd.argoproj.io]
    spec:
    %s"""
        .formatted(name, spec.indent(2));
  }
}
