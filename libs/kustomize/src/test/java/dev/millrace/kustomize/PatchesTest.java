package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static dev.millrace.kustomize.Manifests.SERVICE;
import static dev.millrace.kustomize.Manifests.THING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchesTest {
  private static final String HEAD =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n";

  @Test
  void listsOfKnownKindsMergeByTheirKey() {
    String made =
        patched(
            HEAD
                + """
                spec:
                  template:
                    spec:
                      containers:
                      - name: side
                        image: new
                      - name: extra
                        image: x
                """);
    assertThat(made)
        .contains(
            """
                  containers:
                  - image: new
                    name: side
                  - image: x
                    name: extra
                  - env:
                    - name: A
                      value: "1"
                    envFrom:
                    - configMapRef:
                        name: settings
                    image: nginx:1.7.9
                    name: nginx
            """);
  }

  @Test
  void listsOfUnknownKindsAreReplaced() {
    String patch =
        "apiVersion: my.io/v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n  list: [{name: b}]\n";
    assertThat(folder(patch, "", THING).build()).contains("  list:\n  - name: b\n  ref:\n");
  }

  @Test
  void nullRemovesAField() {
    assertThat(patched(HEAD + "spec:\n  replicas: null\n")).doesNotContain("replicas");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec: {template: {spec: {containers: [{name: side, $patch: delete}]}}}  | side   | nginx",
        "spec: {$patch: replace, paused: true}                                   | side   | paused",
        "spec: {template: {$patch: delete}}                                      | nginx  | app",
        "spec: {template: {spec: {containers: [{$patch: replace}, {name: z}]}}}  | nginx  | z"
      })
  void directivesDeleteAndReplace(String patch, String gone, String kept) {
    assertThat(patched(HEAD + patch + "\n"))
        .doesNotContain(": " + gone + "\n")
        .contains(kept)
        .doesNotContain("$patch");
  }

  @Test
  void aPatchCanDeleteTheWholeObject() {
    Folder folder = folder(HEAD + "$patch: delete\n", "", DEPLOYMENT + "---\n" + SERVICE);
    assertThat(folder.build()).doesNotContain("Deployment").contains("kind: Service");
  }

  @Test
  void targetsAreWholeRegularExpressions() {
    String two = SERVICE + "---\n" + SERVICE.replace("name: web", "name: web2");
    String patch = "- {op: add, path: /metadata/labels, value: {hit: z}}";
    assertThat(folder(patch, "target: {kind: Service, name: web}", two).build().split("hit"))
        .hasSize(2);
    assertThat(folder(patch, "target: {kind: Serv.*, name: we.*}", two).build().split("hit"))
        .hasSize(3);
    assertThat(folder(patch, "target: {kind: Service, name: eb}", two).build())
        .doesNotContain("hit");
  }

  @Test
  void targetsCanSelectLabels() {
    String labelled = SERVICE.replace("name: web", "name: web\n  labels: {tier: x, app: web}");
    String patch = "- {op: add, path: /metadata/annotations, value: {hit: z}}";
    assertThat(folder(patch, "target: {labelSelector: 'tier in (x,z),app!=b'}", labelled).build())
        .contains("hit");
    assertThat(folder(patch, "target: {labelSelector: '!tier'}", labelled).build())
        .doesNotContain("hit");
  }

  @Test
  void identityChangesOnlyWhenAllowed() {
    String renaming = HEAD.replace("name: web", "name: other").replace("Deployment", "StatefulSet");
    assertThat(folder(renaming, "target: {kind: Deployment}", DEPLOYMENT).build())
        .contains("kind: Deployment\nmetadata:\n  name: web\n");
    assertThat(
            folder(
                    renaming,
                    "target: {kind: Deployment}\n"
                        + "  options: {allowNameChange: true, allowKindChange: true}",
                    DEPLOYMENT)
                .build())
        .contains("kind: StatefulSet\nmetadata:\n  name: other\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{op: replace, path: /spec/replicas, value: 7}               | replicas: 7",
        "{op: add, path: /metadata/annotations, value: {a~b: c}}     | a~b: c",
        "{op: add, path: /spec/template/spec/containers/0/env/-, value: {name: Z}} | - name: Z",
        "{op: add, path: /spec/template/spec/containers/0/env/0, value: {name: Z}} | - name: Z",
        "{op: copy, from: /spec/replicas, path: /spec/minReadySeconds} | minReadySeconds: 1",
        "{op: move, from: /spec/replicas, path: /spec/minReadySeconds} | minReadySeconds: 1",
        "{op: test, path: /spec/replicas, value: 1}                  | replicas: 1",
        "{op: replace, path: /spec/missing, value: 1}                | missing: 1",
        "{op: add, path: /metadata/labels, value: {x/y: z}}          | x/y: z"
      })
  void jsonPatchesChangeFields(String operation, String expected) {
    assertThat(folder("- " + operation, "target: {kind: Deployment}", DEPLOYMENT).build())
        .contains(expected + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{op: remove, path: /spec/nothing}",
        "{op: add, path: /spec/no/such, value: 1}",
        "{op: test, path: /spec/replicas, value: 2}",
        "{op: add, path: /spec/template/spec/containers/9, value: {}}",
        "{op: remove, path: /spec/template/spec/containers/9}",
        "{op: jump, path: /spec/replicas}"
      })
  void jsonPatchesThatDoNotApplyFail(String operation) {
    Folder folder = folder("- " + operation, "target: {kind: Deployment}", DEPLOYMENT);
    assertThat(folder.failure())
        .hasMessageContaining("r.yaml:1: patches[0] of kustomization.yaml:3")
        .hasMessageContaining("web");
  }

  @Test
  void escapedSlashesNameFieldsWithSlashes() {
    String annotated = SERVICE.replace("name: web", "name: web\n  annotations: {a/b: x, c~d: y}");
    String patch =
        "- {op: replace, path: /metadata/annotations/a~1b, value: z}\n"
            + "- {op: remove, path: /metadata/annotations/c~0d}\n";
    assertThat(folder(patch, "target: {kind: Service}", annotated).build())
        .contains("  annotations:\n    a/b: z\n  name");
  }

  @Test
  void aPatchWithoutTargetMustFindItsObject() {
    String lost = HEAD.replace("name: web", "name: nobody");
    assertThat(folder(lost, "", DEPLOYMENT).failure())
        .hasMessageContaining("nobody")
        .hasMessageContaining("kustomization.yaml:3: patches[0]");
    assertThat(folder(lost, "target: {name: nobody}", DEPLOYMENT).build()).contains("name: web");
  }

  @Test
  void anObjectInBracketsKeepsEmptyTextAsText() {
    Folder folder =
        folder(
            "apiVersion: v1\nkind: Thing\nmetadata: {name: x}\ndata: {a: b}\n",
            "target: {name: s}",
            "{kind: Thing, metadata: {name: s}}\n");
    assertThat(folder.build()).startsWith("apiVersion: \"\"\ndata:\n  a: b\nkind: Thing\n");
  }

  @Test
  void deprecatedFieldsWork() {
    String made =
        Folder.kustomization(
                """
                resources: [r.yaml]
                patchesStrategicMerge:
                - |-
                  {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {paused: true}}
                patchesJson6902:
                - target: {group: apps, version: v1, kind: Deployment, name: web}
                  path: p.json
                """)
            .file("r.yaml", DEPLOYMENT)
            .file("p.json", "[{\"op\": \"replace\", \"path\": \"/spec/replicas\", \"value\": 4}]")
            .build();
    assertThat(made).contains("paused: true\n").contains("replicas: 4\n");
  }

  private static String patched(String patch) {
    return folder(patch, "", DEPLOYMENT).build();
  }

  private static Folder folder(String patch, String rest, String resources) {
    return Folder.kustomization("resources: [r.yaml]\npatches:\n- path: p.yaml\n  " + rest + "\n")
        .file("p.yaml", patch)
        .file("r.yaml", resources);
  }
}
