package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.CONFIG_MAP;
import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplacementsTest {
  private static final String COMMENTED =
      """
      # head of the file

      # about a
      a: &a 0x1F # thirty one
      # still a

      b: # about b
        # about c
        - c: >-
            folded
            text

            end
          d: *a
        # below the item

        - 'quoted'
      e: |+ # keeps
        one

      f: {x: 1, "y": [2]} # flow
      g:
        target: old # to change
      # the end
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.name                                            | name: a-b-c",
        "spec.template.spec.containers.[name=nginx].image         | image: a-b-c",
        "spec.template.spec.containers.1.image                    | image: a-b-c",
        "spec.template.spec.containers.*.image                    | image: a-b-c",
        "'spec.template.spec.containers.[name=nginx].env.[name=A].value' | value: a-b-c"
      })
  void pathsLeadThroughMapsAndLists(String path, String expected) {
    assertThat(build("", "fieldPaths: [\"" + path + "\"]")).contains(expected + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | a-b-c:1.7.9",
        "1 | nginx:a-b-c",
        "-1 | a-b-c:nginx:1.7.9",
        "9 | nginx:1.7.9:a-b-c"
      })
  void delimiterAndIndexChoosePartsOfTheTarget(int index, String expected) {
    assertThat(
            build(
                "",
                "fieldPaths: [spec.template.spec.containers.0.image]\n"
                    + "    options: {delimiter: ':', index: "
                    + index
                    + "}"))
        .contains("image: " + expected + "\n");
  }

  @Test
  void delimiterAndIndexChoosePartsOfTheSource() {
    assertThat(build("options: {delimiter: '-', index: 1}", "fieldPaths: [metadata.name]"))
        .contains("  name: b\n");
  }

  @Test
  void textInPlaceOfANumberIsRefused() {
    assertThat(folder("", "fieldPaths: [spec.replicas]").failure())
        .hasMessageContaining("r.yaml:1")
        .hasMessageContaining("!!int");
  }

  @Test
  void missingFieldsAreMadeOnlyWhenAsked() {
    String target = "fieldPaths: [metadata.annotations.copied]";
    assertThat(build("", target + "\n    options: {create: true}"))
        .contains("  annotations:\n    copied: a-b-c\n");
    assertThat(folder("", target).failure())
        .hasMessageContaining("metadata.annotations.copied")
        .hasMessageContaining("options.create")
        .hasMessageContaining("replacements of kustomization.yaml:1");
  }

  @Test
  void slashesAndDotsInKeysStandInBrackets() {
    String target = "fieldPaths: [\"metadata.annotations.[a.b/c]\"]\n    options: {create: true}";
    assertThat(build("", target)).contains("  annotations:\n    a.b/c: a-b-c\n");
  }

  @Test
  void rejectedTargetsStay() {
    assertThat(build("", "fieldPaths: [spec.replicas]\n    reject: [{name: web}]"))
        .contains("  replicas: 1\n");
  }

  @Test
  void valuesCanBeInsideOfStructuredText() {
    String text = CONFIG_MAP.replace("host: a-b-c", "f: |\n    a: {b: [x, \"y\"]}\n    z: 1\n");
    String made =
        Folder.kustomization(
                """
                resources: [r.yaml]
                replacements:
                - sourceValue: new
                  targets:
                  - select: {kind: ConfigMap}
                    fieldPaths: [data.f.a.b.0]
                """)
            .file("r.yaml", text)
            .build();
    assertThat(made).contains("  f: |-\n    a: {b: [new, \"y\"]}\n    z: 1\n");
  }

  @Test
  void structuredTextKeepsCommentsAnchorsAndBlocks() {
    String made =
        Folder.kustomization(
                """
                resources: [r.yaml]
                replacements:
                - sourceValue: new
                  targets:
                  - select: {kind: ConfigMap}
                    fieldPaths: [data.f.g.target]
                """)
            .file("r.yaml", CONFIG_MAP.replace("host: a-b-c\n", "f: |\n") + COMMENTED.indent(4))
            .build();
    assertThat(made)
        .contains(
            """
              f: |-
                # head of the file

                # about a
                a: &a 0x1F # thirty one
                # still a

                b: # about b
                # about c
                - c: >-
                    folded text

                    end
                  d: *a
                - 'quoted'
                # below the item

                e: |+ # keeps
                  one

                f: {x: 1, "y": [2]} # flow
                g:
                  target: new # to change
                # the end
            """);
  }

  @Test
  void replacementsCanStandInFiles() {
    String made =
        Folder.kustomization("resources: [r.yaml]\nreplacements: [{path: x.yaml}]\n")
            .file("r.yaml", DEPLOYMENT)
            .file(
                "x.yaml",
                "sourceValue: '7'\ntargets: [{select: {kind: Deployment}, fieldPaths: [spec.replicas]}]\n")
            .build();
    assertThat(made).contains("  replicas: 7\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source: {kind: Nobody}\n  targets: [{select: {kind: Deployment}}]",
        "source: {kind: ConfigMap, fieldPath: data.nothing}\n  targets: [{select: {kind: Deployment}}]",
        "source: {kind: ConfigMap}\n  targets: [{fieldPaths: [x]}]",
        "source: {kind: ConfigMap}",
        "targets: [{select: {kind: Deployment}}]"
      })
  void incompleteReplacementsAreRefused(String replacement) {
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\nreplacements:\n- " + replacement + "\n")
            .file("r.yaml", DEPLOYMENT + "---\n" + CONFIG_MAP);
    assertThat(folder.failure()).hasMessageContaining("replacements");
  }

  private static String build(String source, String target) {
    return folder(source, target).build();
  }

  private static Folder folder(String source, String target) {
    return Folder.kustomization(
            """
            replacements:
            - source:
                kind: ConfigMap
                fieldPath: data.host
                %s
              targets:
              - select: {kind: Deployment}
                %s
            resources: [r.yaml]
            """
                .formatted(source, target))
        .file("r.yaml", DEPLOYMENT + "---\n" + CONFIG_MAP);
  }
}
