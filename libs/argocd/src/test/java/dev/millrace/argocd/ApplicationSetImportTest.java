package dev.millrace.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.argocd.manifest.ImportOptions;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.UnsafePath;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationSetImportTest {
  private static final String TEMPLATE =
      """
      template:
        metadata: {name: '{{name}}-web'}
        spec:
          project: default
          source: {repoURL: https://git.acme.io/a.git, path: 'apps/{{name}}', directory: {recurse: true}}
          destination: {server: '{{server}}', namespace: '{{name}}'}
          syncPolicy: {automated: {prune: true}}
      """;
  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: eu, labels: {argocd.argoproj.io/secret-type: cluster, region: eu}}
      stringData: {name: EU_1, server: 'https://eu.acme.io', config: '{"bearerToken": "hunter2"}'}
      ---
      """;

  @Test
  void expandsAList() {
    Imported imported =
        Imported.of(
            set(
                """
                generators:
                - list:
                    elements:
                    - {name: dev, server: https://kubernetes.default.svc}
                    - {name: prod, server: https://prod.acme.io}
                """
                    + TEMPLATE));

    assertThat(imported.losses()).isEmpty();
    assertThat(imported.names())
        .containsExactly("GitRepository/a", "Kustomization/dev-web", "Kustomization/prod-web");
    assertThat(imported.object("Kustomization", "prod-web"))
        .contains("path: ./apps/prod")
        .contains("name: cluster-prod-acme-io");
    assertThat(imported.notes())
        .anyMatch(note -> note.startsWith("2 applications were made of it"));
  }

  @Test
  void expandsClustersByTheirLabelsAndTheOwnOneWithout() {
    Imported all = Imported.of(CLUSTER + set("generators: [{clusters: {}}]\n" + TEMPLATE));
    Imported europe =
        Imported.of(
            CLUSTER
                + set(
                    """
                    generators:
                    - clusters:
                        selector: {matchExpressions: [{key: region, operator: In, values: [eu]}]}
                        values: {name: shop}
                    """
                        + TEMPLATE.replace("{{name}}-web", "{{nameNormalized}}-{{values.name}}")));

    assertThat(all.names()).contains("Kustomization/in-cluster-web");
    assertThat(europe.names()).containsExactly("GitRepository/a", "Kustomization/eu-1-shop");
    assertThat(all.toString() + europe).doesNotContain("hunter2");
  }

  @Test
  void expandsFoldersOfARepository() {
    String generators =
        """
        goTemplate: true
        generators:
        - git:
            repoURL: https://git.acme.io/a.git
            directories: [{path: 'apps/*'}, {path: apps/draft, exclude: true}]
        template:
          metadata: {name: '{{ .path.basename | upper | lower }}-{{ index .path.segments 0 }}'}
          spec:
            source: {repoURL: https://git.acme.io/a.git, path: '{{ .path.path }}'}
            syncPolicy: {automated: {}}
        """;

    Imported imported = Imported.of(set(generators), checkout());

    assertThat(imported.losses()).isEmpty();
    assertThat(imported.names())
        .containsExactly("GitRepository/a", "Kustomization/api-apps", "HelmRelease/chart-apps");
    assertThat(Imported.of(set(generators)).losses())
        .containsExactly(
            "spec.generators[0].git: check out https://git.acme.io/a.git and name the folder by"
                + " --repository");
  }

  @Test
  void expandsFilesOfARepositoryAndTheirContent() {
    Imported imported =
        Imported.of(
            set(
                """
                generators:
                - git: {repoURL: https://git.acme.io/a.git, files: [{path: 'envs/**/config.json'}]}
                template:
                  metadata: {name: '{{cluster.name}}-{{path.basename}}-{{path[0]}}'}
                  spec:
                    source: {repoURL: https://git.acme.io/a.git, path: '{{path}}', directory: {}}
                    syncPolicy: {automated: {}}
                """),
            checkout());

    assertThat(imported.names()).contains("Kustomization/eu-prod-envs");
    assertThat(imported.object("Kustomization", "eu-prod-envs")).contains("path: ./envs/eu/prod");
  }

  @Test
  void expandsAMatrixWhoseSecondPartUsesTheFirst() {
    Imported imported =
        Imported.of(
            CLUSTER
                + set(
                    """
                    goTemplate: true
                    goTemplateOptions: [missingkey=error]
                    generators:
                    - matrix:
                        generators:
                        - list: {elements: [{region: eu, app: shop}, {region: us, app: blog}]}
                        - clusters: {selector: {matchLabels: {region: '{{ .region }}'}}}
                    template:
                      metadata: {name: '{{ .app }}-{{ .nameNormalized }}'}
                      spec:
                        source: {repoURL: https://git.acme.io/a.git, directory: {}}
                        destination: {name: '{{ .name }}'}
                        syncPolicy: {automated: {}}
                    templatePatch: |
                      metadata: {labels: {region: '{{ index .metadata.labels "region" }}'}}
                    """));

    assertThat(imported.names()).containsExactly("GitRepository/a", "Kustomization/shop-eu-1");
    assertThat(imported.object("Kustomization", "shop-eu-1")).contains("labels:\n    region: eu");
  }

  @Test
  void laysOneGeneratorOverAnotherByMerge() {
    Imported imported =
        Imported.of(
            set(
                """
                generators:
                - merge:
                    mergeKeys: [name]
                    generators:
                    - list:
                        elements:
                        - {name: dev, server: https://kubernetes.default.svc}
                        - {name: prod, server: https://kubernetes.default.svc}
                    - list:
                        elements:
                        - {name: prod, server: https://prod.acme.io}
                        - {name: other, server: https://other.acme.io}
                """
                    + TEMPLATE));

    assertThat(imported.losses()).isEmpty();
    assertThat(imported.names())
        .containsExactly("GitRepository/a", "Kustomization/dev-web", "Kustomization/prod-web");
    assertThat(imported.object("Kustomization", "prod-web")).contains("cluster-prod-acme-io");
    assertThat(imported.object("Kustomization", "dev-web")).doesNotContain("kubeConfig");
  }

  @Test
  void refusesAMergeWhoseSetsAreNotToldApart() {
    String merge =
        """
        generators:
        - merge:
            mergeKeys: [%s]
            generators:
            - list: {elements: [{name: a, region: eu}, {name: b, region: eu}]}
            - list: {elements: [{name: a, region: eu}]}
        """;

    assertThat(Imported.of(set(merge.formatted("region") + TEMPLATE)).losses())
        .singleElement()
        .asString()
        .contains("a generator makes several applications with the same region");
    assertThat(Imported.of(set(merge.formatted("") + TEMPLATE)).losses())
        .singleElement()
        .asString()
        .contains("needs mergeKeys");
  }

  @Test
  void tellsOfGeneratorsThatItDoesNotKnowAndOfTemplatesThatFail() {
    assertThat(
            Imported.of(
                    set("generators: [{scmProvider: {github: {organization: a}}}]\n" + TEMPLATE))
                .losses())
        .containsExactly(
            "spec.generators[0].scmProvider: the generator is not converted; list its applications"
                + " by a list generator instead");
    assertThat(
            Imported.of(
                    set(
                        "goTemplate: true\ngoTemplateOptions: [missingkey=error]\n"
                            + "generators: [{list: {elements: [{a: b}]}}]\n"
                            + "template: {metadata: {name: '{{ .nothing }}'}}\n"))
                .losses())
        .singleElement()
        .asString()
        .contains("'{{ .nothing }}' can't be filled");
  }

  private static ImportOptions checkout() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("apps/api/deployment.yaml", bytes("kind: Deployment"));
    files.put("apps/chart/Chart.yaml", bytes("name: chart"));
    files.put("apps/draft/a.yaml", bytes("a: b"));
    files.put(".github/a.yaml", bytes("a: b"));
    files.put("envs/eu/prod/config.json", bytes("{\"cluster\": {\"name\": \"eu\"}}"));
    try {
      return ImportOptions.DEFAULT.withRepositories(
          Map.of("https://git.acme.io/a.git", FileTree.inMemory(files)));
    } catch (UnsafePath e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String set(String spec) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: ApplicationSet
    metadata: {name: web, namespace: argocd}
    spec:
    %s"""
        .formatted(spec.indent(2));
  }
}
