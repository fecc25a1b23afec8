package dev.millrace.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kustomize.KustomizeOptions.Reorder;
import dev.millrace.kustomize.problem.KustomizeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KustomizePropertiesTest {
  private static final List<String> KINDS =
      List.of("apps/v1 Deployment", "v1 Service", "v1 ConfigMap", "my.io/v1 Thing", "v1 Namespace");

  @Property(tries = 100)
  void whatIsPrintedBuildsToItself(@ForAll @Size(max = 12) List<@IntRange(max = 4) Integer> kinds) {
    String text = manifests(kinds);
    String once = build(text, Reorder.NONE, "commonLabels: {a: b}\n");
    assertThat(build(once, Reorder.NONE, "commonLabels: {a: b}\n")).isEqualTo(once);
  }

  @Property(tries = 100)
  void legacyOrderDoesNotDependOnTheOrderOfTheInput(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 4) Integer> kinds,
      @ForAll @IntRange(max = 1000) int turn) {
    List<String> documents = documents(kinds);
    List<String> turned = new ArrayList<>(documents);
    Collections.rotate(turned, turn);
    String fields = "namePrefix: p-\n".repeat(turn % 2);
    assertThat(build(String.join("---\n", turned), Reorder.LEGACY, fields))
        .isEqualTo(build(String.join("---\n", documents), Reorder.LEGACY, fields));
  }

  @Property(tries = 100)
  void prefixesOfLevelsAddUp(@ForAll("names") String inner, @ForAll("names") String outer) {
    String made =
        Folder.empty()
            .file("b/kustomization.yaml", "resources: [r.yaml]\nnamePrefix: " + inner + "-\n")
            .file("b/r.yaml", Manifests.SERVICE)
            .file("t/kustomization.yaml", "resources: [../b]\nnamePrefix: " + outer + "-\n")
            .build("t");
    assertThat(made).contains("  name: " + outer + "-" + inner + "-web\n");
  }

  @Property(tries = 400)
  void textThatIsNoManifestEndsWithTheEnginesOwnError(@ForAll("snippets") String text) {
    buildsOrFails(
        Folder.kustomization("resources: [r.yaml]\nnamespace: x\ncommonLabels: {a: b}\n")
            .file("r.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n" + text));
    buildsOrFails(Folder.kustomization("resources: [r.yaml]\n").file("r.yaml", text));
  }

  @Property(tries = 400)
  void textThatIsNoKustomizationEndsWithTheEnginesOwnError(@ForAll("fields") String text) {
    buildsOrFails(Folder.kustomization(text).file("r.yaml", Manifests.DEPLOYMENT));
  }

  @Property(tries = 400)
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

  private static String build(String manifests, Reorder order, String fields) {
    return Folder.kustomization("resources: [r.yaml]\n" + fields)
        .file("r.yaml", manifests.isEmpty() ? Manifests.SERVICE : manifests)
        .options(KustomizeOptions.commandLine().withReorder(order))
        .build();
  }

  private static String manifests(List<Integer> kinds) {
    return String.join("---\n", documents(kinds));
  }

  private static List<String> documents(List<Integer> kinds) {
    return IntStream.range(0, kinds.size())
        .mapToObj(
            i -> {
              String[] type = KINDS.get(kinds.get(i)).split(" ");
              return Manifests.named(type[0], type[1], "n" + i);
            })
        .toList();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
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
