package dev.millrace.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kustomize.problem.KustomizeException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Kustomizations, manifests and patches come from sources: they build or are refused. */
class ParsingProperties {
  @Property
  void textThatIsNoManifestEndsWithTheEnginesOwnError(@ForAll("snippets") String text) {
    buildsOrFails(
        Folder.kustomization("resources: [r.yaml]\nnamespace: x\ncommonLabels: {a: b}\n")
            .file("r.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n" + text));
    buildsOrFails(Folder.kustomization("resources: [r.yaml]\n").file("r.yaml", text));
  }

  @Property
  void textThatIsNoKustomizationEndsWithTheEnginesOwnError(@ForAll("fields") String text) {
    buildsOrFails(Folder.kustomization(text).file("r.yaml", Manifests.DEPLOYMENT));
  }

  @Property
  void textThatIsNoPatchEndsWithTheEnginesOwnError(@ForAll("snippets") String text) {
    for (String head :
        List.of("", Manifests.named("apps/v1", "Deployment", "web"), "- op: add\n")) {
      buildsOrFails(
          Folder.kustomization(
                  "resources: [r.yaml]\npatches: [{path: p.yaml, target: {kind: Deployment}}]\n")
              .file("r.yaml", Manifests.DEPLOYMENT)
              .file("p.yaml", head + text));
    }
  }

  private static void buildsOrFails(Folder folder) {
    try {
      assertThat(folder.build()).isNotNull();
    } catch (KustomizeException expected) {
      assertThat(expected.getMessage()).isNotBlank();
      assertThat(expected.problems()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> snippets() {
    return Arbitraries.of(
            "data:\n",
            "  a: ",
            "spec:\n",
            "  template:\n",
            "- ",
            "\n",
            "  ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "&x ",
            "*x",
            "!!int ",
            "|\n",
            ">-\n",
            "# c",
            "---\n",
            "null",
            "1e3",
            "<<: ",
            "metadata:\n",
            "  name: y\n",
            "$patch: delete\n",
            "kind: List\nitems:\n",
            "\t",
            "\u0001",
            "path: /spec/replicas\n",
            "value: 1\n",
            "  annotations:\n",
            "é😀",
            "\r\n",
            "? ",
            ": ")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> fields() {
    Arbitrary<String> names =
        Arbitraries.of(
            "resources",
            "components",
            "patches",
            "images",
            "replicas",
            "labels",
            "commonLabels",
            "namespace",
            "namePrefix",
            "configMapGenerator",
            "secretGenerator",
            "generatorOptions",
            "replacements",
            "vars",
            "crds",
            "configurations",
            "openapi",
            "sortOptions",
            "buildMetadata",
            "transformers",
            "generators",
            "validators",
            "kind",
            "apiVersion",
            "patchesJson6902",
            "patchesStrategicMerge",
            "metadata",
            "bases",
            "imageTags");
    Arbitrary<String> values =
        Arbitraries.of(
            "[r.yaml]",
            "[]",
            "{}",
            "null",
            "x",
            "5",
            "true",
            "[{}]",
            "[null]",
            "[[]]",
            "{a: b}",
            "[{name: web}]",
            "[{name: web, count: 3}]",
            "[{path: r.yaml}]",
            "[{patch: x}]",
            "[{source: {}, targets: [{}]}]",
            "[{pairs: {a: b}}]",
            "{order: legacy}",
            "{path: r.yaml}",
            "[originAnnotations]",
            "[{name: g, literals: [a=b]}]",
            "['']",
            "[..]",
            "[{target: {}}]",
            "\"\\0\"",
            "[{name: X, objref: {kind: Deployment, name: web}}]");
    return names
        .flatMap(name -> values.map(value -> name + ": " + value + "\n"))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(lines -> String.join("", lines));
  }
}
