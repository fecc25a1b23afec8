package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.CONFIG_MAP;
import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static dev.millrace.kustomize.Manifests.SERVICE;
import static dev.millrace.kustomize.Manifests.named;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformersTest {
  @Test
  void prefixAndSuffixFrameNames() {
    assertThat(build("namePrefix: a-\nnameSuffix: -z", SERVICE)).contains("  name: a-web-z\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/Namespace", "apiextensions.k8s.io/v1/CustomResourceDefinition"})
  void prefixLeavesNamesThatMeanSomethingElse(String type) {
    int slash = type.lastIndexOf('/');
    String object = named(type.substring(0, slash), type.substring(slash + 1), "things.my.io");
    assertThat(build("namePrefix: a-", object)).contains("  name: things.my.io\n");
  }

  @Test
  void namespaceGoesToNamespacedAndUnknownKinds() {
    String made =
        build(
            "namespace: team",
            SERVICE
                + "---\n"
                + named("rbac.authorization.k8s.io/v1", "ClusterRole", "reader")
                + "---\n"
                + named("my.io/v1", "Thing", "thing"));
    assertThat(made)
        .contains("  name: web\n  namespace: team\n")
        .contains("  name: thing\n  namespace: team\n")
        .contains("kind: ClusterRole\nmetadata:\n  name: reader\n---");
  }

  @Test
  void namespaceRenamesNamespaceObjectsAndDefaultSubjects() {
    String binding =
        named("rbac.authorization.k8s.io/v1", "RoleBinding", "b")
            + """
            subjects:
            - kind: ServiceAccount
              name: default
              namespace: old
            - kind: ServiceAccount
              name: other
              namespace: old
            """;
    String made = build("namespace: team", binding + "---\n" + named("v1", "Namespace", "x"));
    assertThat(made)
        .contains("- kind: ServiceAccount\n  name: default\n  namespace: team\n")
        .contains("- kind: ServiceAccount\n  name: other\n  namespace: old\n")
        .endsWith("kind: Namespace\nmetadata:\n  name: team\n");
  }

  @Test
  void namespacesThatMakeObjectsEqualAreRefused() {
    String twice =
        SERVICE.replace("name: web", "name: web\n  namespace: a")
            + "---\n"
            + SERVICE.replace("name: web", "name: web\n  namespace: b");
    assertThat(failure("namespace: team", twice)).contains("web");
  }

  @Test
  void commonLabelsReachSelectorsAndTemplates() {
    assertThat(build("commonLabels:\n  team: x", DEPLOYMENT))
        .contains("  labels:\n    team: x\n  name: web\n")
        .contains("    matchLabels:\n      app: web\n      team: x\n")
        .contains("      labels:\n        app: web\n        team: x\n");
  }

  @Test
  void labelsStayOnMetadataUnlessAskedFor() {
    assertThat(build("labels:\n- pairs:\n    team: x", DEPLOYMENT))
        .contains("  labels:\n    team: x\n  name: web\n")
        .contains("    matchLabels:\n      app: web\n  template")
        .contains("      labels:\n        app: web\n    spec");
    assertThat(build("labels:\n- pairs:\n    team: x\n  includeTemplates: true", DEPLOYMENT))
        .contains("    matchLabels:\n      app: web\n  template")
        .contains("      labels:\n        app: web\n        team: x\n");
    assertThat(
            build(
                """
                labels:
                - pairs: {team: x}
                  fields:
                  - path: spec/extra/labels
                    kind: Service
                    create: true
                """,
                SERVICE))
        .contains("spec:\n  extra:\n    labels:\n      team: x\n");
  }

  @Test
  void commonAnnotationsReachTemplatesButNotSelectors() {
    assertThat(build("commonAnnotations:\n  note: \"1\"", DEPLOYMENT))
        .contains("  annotations:\n    note: \"1\"\n  name: web")
        .contains("      annotations:\n        note: \"1\"\n      labels")
        .contains("    matchLabels:\n      app: web\n  template");
  }

  /** The suffix comes twice because kustomize changes images in two ways, one after the other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: nginx, newTag: '2'}                            | nginx:2",
        "{name: nginx, newName: my.io/x}                       | my.io/x:1.7.9",
        "{name: nginx, newName: my.io/x, newTag: v2}           | my.io/x:v2",
        "{name: nginx, digest: sha256:ff}                      | nginx@sha256:ff",
        "{name: nginx, newTag: v2, digest: sha256:ff}          | nginx:v2@sha256:ff",
        "{name: nginx, tagSuffix: -fips}                       | nginx:1.7.9-fips-fips",
        "{name: ngin, newTag: v2}                              | nginx:1.7.9",
        "{name: 'reg.io:5000/team/side', newTag: v2}           | reg.io:5000/team/side:v2",
        "{name: side, newTag: v2}                              | reg.io:5000/team/side@sha256:abc"
      })
  void imagesAreChangedByTheirWholeName(String image, String expected) {
    assertThat(build("images:\n- " + image, DEPLOYMENT)).contains("image: " + expected + "\n");
  }

  @Test
  void replicasAreSetByName() {
    assertThat(build("replicas:\n- name: web\n  count: 5", DEPLOYMENT)).contains("  replicas: 5\n");
    assertThat(failure("replicas:\n- name: nobody\n  count: 5", DEPLOYMENT)).contains("nobody");
  }

  @Test
  void replicasOfOtherKindsNeedAConfiguration() {
    Folder folder =
        Folder.kustomization(
                """
                resources: [r.yaml]
                configurations: [c.yaml]
                replicas: [{name: thing, count: 3}]
                """)
            .file("r.yaml", Manifests.THING)
            .file("c.yaml", "replicas:\n- path: spec/size\n  kind: Thing\n  create: true\n");
    assertThat(folder.build()).contains("  size: 3\n");
  }

  @Test
  void outputOfBasesIsChangedByEachLevel() {
    String made =
        Folder.empty()
            .file("base/kustomization.yaml", "resources: [r.yaml]\nnamePrefix: b-\n")
            .file("base/r.yaml", CONFIG_MAP)
            .file("top/kustomization.yaml", "resources: [../base]\nnamePrefix: t-\n")
            .build("top");
    assertThat(made).contains("  name: t-b-settings\n");
  }

  private static String build(String fields, String resources) {
    return folder(fields, resources).build();
  }

  private static String failure(String fields, String resources) {
    return String.valueOf(folder(fields, resources).failure().getMessage());
  }

  private static Folder folder(String fields, String resources) {
    return Folder.kustomization("resources: [r.yaml]\n" + fields + "\n").file("r.yaml", resources);
  }
}
