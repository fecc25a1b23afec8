package dev.millrace.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kustomize.KustomizeOptions.Reorder;
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
}
