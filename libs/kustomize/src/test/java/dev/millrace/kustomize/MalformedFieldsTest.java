package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.CONFIG_MAP;
import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static dev.millrace.kustomize.Manifests.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of the wrong shape, on which kustomize fails too. */
class MalformedFieldsTest {
  @ParameterizedTest
  @ValueSource(strings = {"labels", "annotations"})
  void metadataThatIsAListOfSingleNamesIsRefused(String field) {
    String patch = "- {op: add, path: /metadata/%s, value: [{app: web}]}".formatted(field);
    Folder folder =
        Folder.kustomization(
                "resources: [r.yaml]\npatches:\n- target: {kind: Service}\n  patch: '"
                    + patch
                    + "'\n- target: {kind: Service, labelSelector: app}\n  patch: '- {op: test, path: /kind, value: Service}'\n")
            .file("r.yaml", SERVICE);
    assertThat(folder.failure())
        .hasMessageContaining("metadata." + field + " is a list")
        .hasMessageContaining("write it as a map");
  }

  @Test
  void annotationsThatAreAListOfPairsCountAsAMap() {
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\n")
            .file("r.yaml", SERVICE.replace("name: web", "name: web\n  annotations: [a, b]"));
    assertThat(folder.build()).contains("  annotations:\n    a: b\n");
  }

  @Test
  void subjectsThatAreNoMapsAreRefused() {
    String binding =
        Manifests.named("rbac.authorization.k8s.io/v1", "RoleBinding", "b")
            + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: x}\n"
            + "subjects: [null]\n";
    String role = Manifests.named("rbac.authorization.k8s.io/v1", "Role", "x");
    Folder folder =
        Folder.kustomization("namePrefix: p-\nresources: [r.yaml]\n")
            .file("r.yaml", role + "---\n" + binding);
    assertThat(folder.failure()).hasMessageContaining("a subject of RoleBinding");
  }

  @Test
  void anEmptyListOfTargetsIsNoListAtAll() {
    Folder folder =
        Folder.kustomization(
                """
                resources: [r.yaml]
                replacements:
                - source: {kind: ConfigMap}
                  targets: []
                """)
            .file("r.yaml", CONFIG_MAP);
    assertThat(folder.failure()).hasMessageContaining("at least one target");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: 5", "version: 1", "group: true"})
  void numbersDoNotSelectKinds(String selector) {
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\ntransformers: [t.yaml]\n")
            .file("r.yaml", DEPLOYMENT)
            .file(
                "t.yaml",
                """
                apiVersion: builtin
                kind: AnnotationsTransformer
                metadata: {name: t}
                annotations: {a: b}
                fieldSpecs:
                - path: metadata/annotations
                  create: true
                  %s
                """
                    .formatted(selector));
    assertThat(folder.failure()).hasMessageContaining("expected text");
  }
}
