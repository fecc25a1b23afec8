package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.CONFIG_MAP;
import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static dev.millrace.kustomize.Manifests.SERVICE;
import static dev.millrace.kustomize.Manifests.THING;
import static dev.millrace.kustomize.Manifests.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kustomize.KustomizeOptions.Reorder;
import dev.millrace.kustomize.problem.KustomizeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components, plugins, order, schemas and metadata: how a build is put together. */
class StructureTest {
  private static final String COMPONENT =
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";

  @Test
  void componentsWorkOnWhatTheirUserHasSoFar() {
    String made =
        Folder.kustomization("resources: [r.yaml]\ncomponents: [c]\nnamePrefix: p-\n")
            .file("r.yaml", DEPLOYMENT)
            .file(
                "c/kustomization.yaml",
                COMPONENT + "nameSuffix: -c\nreplicas: [{name: web, count: 4}]\n")
            .build();
    assertThat(made).contains("  name: p-web-c\n").contains("  replicas: 4\n");
  }

  @Test
  void componentsAndKustomizationsAreNotMixedUp() {
    assertThat(
            Folder.kustomization("resources: [c]\n")
                .file("c/kustomization.yaml", COMPONENT + "namePrefix: x\n")
                .failure())
        .hasMessageContaining("kustomization.yaml:1: resources[0]")
        .hasMessageContaining("list it under components");
    assertThat(
            Folder.kustomization("components: [c]\n")
                .file("c/kustomization.yaml", "namePrefix: x\n")
                .failure())
        .hasMessageContaining("list it under resources");
  }

  @Test
  void builtinTransformersCanBeConfiguredAsObjects() {
    String made =
        Folder.kustomization(
                """
                resources: [r.yaml]
                transformers:
                - t.yaml
                - |-
                  apiVersion: builtin
                  kind: PrefixTransformer
                  metadata: {name: t}
                  prefix: p-
                  fieldSpecs: [{path: metadata/name}]
                """)
            .file("r.yaml", SERVICE)
            .file(
                "t.yaml",
                """
                apiVersion: builtin
                kind: NamespaceTransformer
                metadata: {name: t, namespace: team}
                unsetOnly: true
                fieldSpecs: [{path: metadata/namespace, create: true}]
                """)
            .build();
    assertThat(made).contains("  name: p-web\n  namespace: team\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "transformers, NamespaceTransformer, {a: b}, a map",
        "transformers, NamespaceTransformer, [team], a list",
        "generators, ConfigMapGenerator, {a: b}, a map"
      })
  void aPluginWithANamespaceThatIsNoTextIsRefused(
      String field, String kind, String namespace, String found) {
    KustomizeException failure =
        Folder.kustomization("resources: [r.yaml]\n%s: [t.yaml]\n".formatted(field))
            .file("r.yaml", SERVICE)
            .file(
                "t.yaml",
                "apiVersion: builtin\nkind: %s\nmetadata: {name: t, namespace: %s}\n"
                    .formatted(kind, namespace))
            .failure();
    assertThat(failure)
        .hasMessageContaining("t.yaml:1")
        .hasMessageContaining("metadata.namespace: expected text but found " + found);
  }

  @Test
  void aNamespaceOfAPluginThatLooksLikeANumberIsText() {
    String made =
        Folder.kustomization("resources: [r.yaml]\ntransformers: [t.yaml]\n")
            .file("r.yaml", SERVICE)
            .file(
                "t.yaml",
                """
                apiVersion: builtin
                kind: NamespaceTransformer
                metadata: {name: t, namespace: 5}
                fieldSpecs: [{path: metadata/namespace, create: true}]
                """)
            .build();
    assertThat(made).contains("  namespace: \"5\"\n");
  }

  @Test
  void builtinGeneratorsCanBeConfiguredAsObjects() {
    String made =
        Folder.kustomization("generators: [g.yaml]\n")
            .file(
                "g.yaml",
                "apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: made}\nliterals: [a=b]\n")
            .build();
    assertThat(made).contains("data:\n  a: b\n").contains("  name: made-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: example.com/v1\nkind: Prefixer\nmetadata: {name: x}\n",
        "apiVersion: builtin\nkind: NoSuchTransformer\nmetadata: {name: x}\n",
        "apiVersion: v1\nkind: X\nmetadata:\n  name: x\n  annotations:\n"
            + "    config.kubernetes.io/function: |\n      container: {image: evil}\n"
      })
  void whatWouldRunProgramsIsRefused(String plugin) {
    assertThat(
            Folder.kustomization("resources: [r.yaml]\ntransformers: [t.yaml]\n")
                .file("r.yaml", SERVICE)
                .file("t.yaml", plugin)
                .failure())
        .hasMessageContaining("t.yaml:1");
  }

  @Test
  void helmChartsAreRefused() {
    assertThat(
            Folder.kustomization("helmCharts: [{name: x, repo: 'https://charts.example'}]\n")
                .failure())
        .hasMessageContaining("kustomization.yaml")
        .hasMessageContaining("helm");
  }

  @Test
  void orderIsAsListedOrByKind() {
    String things =
        String.join(
            "---\n",
            named("apps/v1", "Deployment", "d"),
            named("my.io/v1", "Thing", "t"),
            named("v1", "Service", "s"),
            named("v1", "Namespace", "n"),
            named("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "w"),
            named("v1", "ConfigMap", "c"));
    Folder folder = Folder.kustomization("resources: [r.yaml]\n").file("r.yaml", things);
    assertThat(kinds(folder))
        .isEqualTo("Deployment Thing Service Namespace ValidatingWebhookConfiguration ConfigMap");
    folder.options(KustomizeOptions.commandLine().withReorder(Reorder.LEGACY));
    assertThat(kinds(folder))
        .isEqualTo("Namespace ConfigMap Service Deployment Thing ValidatingWebhookConfiguration");
    folder.file(
        "kustomization.yaml",
        """
        resources: [r.yaml]
        sortOptions:
          order: legacy
          legacySortOptions: {orderFirst: [Service, Thing], orderLast: [Namespace]}
        """);
    assertThat(kinds(folder)).startsWith("Service Thing").endsWith("Namespace");
    folder.file("kustomization.yaml", "resources: [r.yaml]\nsortOptions: {order: fifo}\n");
    assertThat(kinds(folder)).startsWith("Deployment Thing");
  }

  @Test
  void buildMetadataTellsWhereObjectsComeFrom() {
    String made =
        Folder.kustomization(
                """
                resources: [base]
                namePrefix: p-
                buildMetadata: [originAnnotations, transformerAnnotations, managedByLabel]
                """)
            .file("base/kustomization.yaml", "resources: [r.yaml]\n")
            .file("base/r.yaml", CONFIG_MAP)
            .build();
    assertThat(made)
        .contains("    config.kubernetes.io/origin: |\n      path: base/r.yaml\n")
        .contains("alpha.config.kubernetes.io/transformations: |\n      - configuredIn: kustom")
        .contains("    app.kubernetes.io/managed-by: kustomize-(devel)\n");
  }

  @Test
  void aSchemaGivesListsOfOtherKindsTheirKeys() {
    String patch =
        "apiVersion: my.io/v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n  list: [{name: b, v: 9}]\n";
    String schema =
        """
        {"definitions": {"io.my.Thing": {
          "type": "object",
          "x-kubernetes-group-version-kind": [{"group": "my.io", "version": "v1", "kind": "Thing"}],
          "properties": {"spec": {"type": "object", "properties": {"list": {
            "type": "array", "items": {"type": "object"},
            "x-kubernetes-patch-merge-key": "name", "x-kubernetes-patch-strategy": "merge"}}}}}}}
        """;
    Folder folder =
        Folder.kustomization(
                "resources: [r.yaml]\nopenapi: {path: schema.json}\npatches: [{path: p.yaml}]\n")
            .file("r.yaml", THING)
            .file("p.yaml", patch)
            .file("schema.json", schema);
    assertThat(folder.build()).contains("  - name: b\n    v: 9\n  - name: a\n    v: 1\n");
    folder.file("kustomization.yaml", "resources: [r.yaml]\npatches: [{path: p.yaml}]\n");
    assertThat(folder.build()).contains("  list:\n  - name: b\n    v: 9\n  ref:");
  }

  @Test
  void listsOfObjectsAreTakenApart() {
    String list =
        "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}}\n"
            + "- {apiVersion: v1, kind: Service, metadata: {name: b}}\n";
    assertThat(kinds(Folder.kustomization("resources: [r.yaml]\n").file("r.yaml", list)))
        .isEqualTo("Service Service");
  }

  @Test
  void localObjectsAreReadButNotPrinted() {
    String local =
        SERVICE.replace(
            "name: web", "name: web\n  annotations: {config.kubernetes.io/local-config: 'true'}");
    assertThat(
            kinds(
                Folder.kustomization("resources: [r.yaml]\n")
                    .file("r.yaml", local + "---\n" + CONFIG_MAP)))
        .isEqualTo("ConfigMap");
  }

  private static String kinds(Folder folder) {
    return String.join(
        " ",
        folder.result("").resources().stream()
            .map(resource -> String.valueOf(resource.object().get("kind")))
            .toList());
  }
}
