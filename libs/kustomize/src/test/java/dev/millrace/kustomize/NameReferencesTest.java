package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.CONFIG_MAP;
import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static dev.millrace.kustomize.Manifests.THING;
import static dev.millrace.kustomize.Manifests.named;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameReferencesTest {
  @Test
  void referencesFollowRenamedObjects() {
    assertThat(prefixed(DEPLOYMENT + "---\n" + CONFIG_MAP))
        .contains("configMapRef:\n            name: p-settings\n");
  }

  @Test
  void referencesToWhatIsNotThereStay() {
    assertThat(prefixed(DEPLOYMENT)).contains("configMapRef:\n            name: settings\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1/Secret | v1/ServiceAccount | imagePullSecrets: [{name: x}]",
        "v1/Secret | networking.k8s.io/v1/Ingress | spec: {tls: [{secretName: x}]}",
        "v1/Service | networking.k8s.io/v1/Ingress | spec: {defaultBackend: {service: {name: x}}}",
        "v1/Service | apps/v1/StatefulSet | spec: {serviceName: x}",
        "v1/PersistentVolume | v1/PersistentVolumeClaim | spec: {volumeName: x}",
        "storage.k8s.io/v1/StorageClass | v1/PersistentVolumeClaim | spec: {storageClassName: x}",
        "apps/v1/Deployment | autoscaling/v2/HorizontalPodAutoscaler |"
            + " spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: x}}",
        "scheduling.k8s.io/v1/PriorityClass | apps/v1/DaemonSet |"
            + " spec: {template: {spec: {priorityClassName: x}}}",
        "rbac.authorization.k8s.io/v1/Role | rbac.authorization.k8s.io/v1/RoleBinding |"
            + " roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: x}"
      })
  void knownFieldsAreReferences(String target, String referrer, String field) {
    String made = prefixed(object(target, "x") + "---\n" + object(referrer, "y") + field + "\n");
    assertThat(made.split("p-x", -1)).as(made).hasSize(3);
  }

  @Test
  void roleReferencesNeedTheRightKind() {
    String binding =
        object("rbac.authorization.k8s.io/v1/RoleBinding", "b")
            + "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: x}\n";
    String made = prefixed(object("rbac.authorization.k8s.io/v1/Role", "x") + "---\n" + binding);
    assertThat(made).contains("  kind: ClusterRole\n  name: x\n");
  }

  @Test
  void subjectsFollowNameAndNamespace() {
    String binding =
        object("rbac.authorization.k8s.io/v1/ClusterRoleBinding", "b")
            + "subjects: [{kind: ServiceAccount, name: sa, namespace: old}]\n";
    String account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: sa, namespace: old}\n";
    String made = folder("namePrefix: p-\nnamespace: new", account + "---\n" + binding).build();
    assertThat(made).contains("- kind: ServiceAccount\n  name: p-sa\n  namespace: new\n");
  }

  @Test
  void eachBranchFindsItsOwnObject() {
    String made =
        Folder.empty()
            .file("base/kustomization.yaml", "resources: [r.yaml]\n")
            .file("base/r.yaml", DEPLOYMENT + "---\n" + CONFIG_MAP)
            .file("a/kustomization.yaml", "resources: [../base]\nnamePrefix: a-\n")
            .file("b/kustomization.yaml", "resources: [../base]\nnamePrefix: b-\n")
            .file("top/kustomization.yaml", "resources: [../a, ../b]\nnameSuffix: -t\n")
            .build("top");
    assertThat(made)
        .contains("            name: a-settings-t\n")
        .contains("            name: b-settings-t\n");
  }

  @Test
  void configurationsAddReferences() {
    String made =
        folder("namePrefix: p-\nconfigurations: [c.yaml]", THING + "---\n" + CONFIG_MAP)
            .file(
                "c.yaml",
                """
                nameReference:
                - kind: ConfigMap
                  version: v1
                  fieldSpecs:
                  - path: spec/ref/name
                    kind: Thing
                """)
            .build();
    assertThat(made).contains("  ref:\n    name: p-settings\n");
  }

  @Test
  void definitionsAddReferences() {
    String made =
        folder("namePrefix: p-\ncrds: [crd.json]", THING + "---\n" + CONFIG_MAP)
            .file(
                "crd.json",
                """
                {"my.io/v1.Thing": {"Schema": {"properties": {
                  "apiVersion": {}, "kind": {}, "metadata": {},
                  "spec": {"$ref": "my.io/v1.ThingSpec"}}}},
                 "my.io/v1.ThingSpec": {"Schema": {"properties": {"ref": {
                  "type": "object",
                  "x-kubernetes-object-ref-api-version": "v1",
                  "x-kubernetes-object-ref-kind": "ConfigMap",
                  "x-kubernetes-object-ref-name-key": "name"}}}}}
                """)
            .build();
    assertThat(made).contains("  ref:\n    name: p-settings\n");
  }

  @Test
  void variablesTakeTheFinalName() {
    String made =
        folder(
                """
                namePrefix: p-
                configurations: [c.yaml]
                vars:
                - name: HOST
                  objref: {apiVersion: v1, kind: ConfigMap, name: settings}
                """,
                THING + "---\n" + CONFIG_MAP)
            .file("c.yaml", "varReference: [{path: spec/host, kind: Thing}]\n")
            .build();
    assertThat(made).contains("  host: p-settings\n");
  }

  @Test
  void variablesWithoutObjectAreRefused() {
    String vars = "vars: [{name: HOST, objref: {apiVersion: v1, kind: ConfigMap, name: nobody}}]\n";
    assertThat(folder(vars, DEPLOYMENT.replace("\"1\"", "$(HOST)")).failure())
        .hasMessageContaining("HOST");
  }

  private static String object(String type, String name) {
    int slash = type.lastIndexOf('/');
    return named(type.substring(0, slash), type.substring(slash + 1), name);
  }

  private static String prefixed(String resources) {
    return folder("namePrefix: p-", resources).build();
  }

  private static Folder folder(String fields, String resources) {
    return Folder.kustomization("resources: [r.yaml]\n" + fields + "\n").file("r.yaml", resources);
  }
}
