package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorsTest {
  @Test
  void hashesAreThoseOfKustomize() {
    assertThat(Folder.kustomization(generator("configMap", "literals: [a=yes]")).build())
        .isEqualTo(
            """
            apiVersion: v1
            data:
              a: "yes"
            kind: ConfigMap
            metadata:
              name: g-gch8tgd8kh
            """);
    assertThat(Folder.kustomization(generator("secret", "literals: [a=yes]")).build())
        .isEqualTo(
            """
            apiVersion: v1
            data:
              a: eWVz
            kind: Secret
            metadata:
              name: g-fc76hg4b7f
            type: Opaque
            """);
  }

  @Test
  void literalsLoseOnePairOfQuotes() {
    String made =
        Folder.kustomization(
                """
                configMapGenerator:
                - name: g
                  literals:
                  - a=b=c
                  - d="e f"
                  - g='h'
                  - i=
                  - j="'k'"
                """)
            .build();
    assertThat(made).contains("  a: b=c\n  d: e f\n  g: h\n  i: \"\"\n  j: '''k'''\n");
  }

  @Test
  void filesTakeTheirNameOrTheOneBeforeTheSign() {
    String made =
        Folder.kustomization(generator("configMap", "files: [d/app.conf, other=d/app.conf]"))
            .file("d/app.conf", "x: 1\ny: 2\n")
            .build();
    assertThat(made).contains("  app.conf: |\n    x: 1\n    y: 2\n  other: |\n");
  }

  @Test
  void filesThatAreNoTextBecomeBinaryData() {
    String made =
        Folder.kustomization(generator("configMap", "files: [blob]"))
            .file("blob", new byte[] {(byte) 0xff, 0, 1})
            .build();
    assertThat(made).contains("binaryData:\n  blob: /wAB\n").doesNotContain("\ndata:");
  }

  @Test
  void envFilesSkipCommentsAndKeepQuotes() {
    String made =
        Folder.kustomization(generator("configMap", "envs: [e.env]"))
            .file("e.env", "\ufeffA=1\n# no\n\n  B=x y \nC=\"q\"\nD=p=q\n")
            .build();
    assertThat(made).contains("data:\n  A: \"1\"\n  B: 'x y '\n  C: '\"q\"'\n  D: p=q\n");
  }

  @Test
  void longSecretsAreFoldedAtSeventyCharacters() {
    String made =
        Folder.kustomization(generator("secret", "literals: [a=" + "x".repeat(60) + "]")).build();
    assertThat(made).contains("  a: |\n    eHh4").containsPattern("\n {4}[A-Za-z0-9+/=]{70}\n");
  }

  @Test
  void optionsAreMergedWithThoseOfTheKustomization() {
    String made =
        Folder.kustomization(
                """
                generatorOptions:
                  disableNameSuffixHash: true
                  labels: {from: all, x: all}
                configMapGenerator:
                - name: g
                  literals: [a=1]
                  options:
                    immutable: true
                    labels: {x: own}
                    annotations: {note: m}
                """)
            .build();
    assertThat(made)
        .contains("immutable: true\n")
        .contains("  annotations:\n    note: m\n  labels:\n    from: all\n    x: own\n  name: g\n");
  }

  @Test
  void mergingKeepsOldKeysAndTheNameOfTheBase() {
    String made = overlay("behavior: merge\n  literals: [b=new, c=3]").build("top");
    assertThat(made)
        .contains("data:\n  a: \"1\"\n  b: new\n  c: \"3\"\n")
        .contains("configMapRef:\n            name: settings-");
  }

  @Test
  void replacingDropsOldKeys() {
    assertThat(overlay("behavior: replace\n  literals: [c=3]").build("top"))
        .contains("data:\n  c: \"3\"\nkind");
  }

  @Test
  void creatingWhatExistsFails() {
    assertThat(overlay("literals: [c=3]").failure("top")).hasMessageContaining("settings");
  }

  @Test
  void mergingIntoNothingFails() {
    assertThat(
            Folder.kustomization(generator("configMap", "behavior: merge\n  literals: [a=1]"))
                .failure())
        .hasMessageContaining("g");
  }

  @Test
  void referencesFollowTheHash() {
    String made =
        Folder.kustomization(
                "resources: [r.yaml]\n"
                    + generator("configMap", "literals: [a=1]")
                        .replace("name: g", "name: settings"))
            .file("r.yaml", DEPLOYMENT)
            .build();
    assertThat(made).containsPattern("configMapRef:\n +name: settings-[a-z0-9]{10}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "literals: [novalue]   | novalue",
        "files: [missing.txt]  | missing.txt",
        "files: ['a=b=c.txt']  | a=b=c.txt",
        "envs: [missing.env]   | missing.env"
      })
  void badSourcesAreNamed(String source, String named) {
    assertThat(
            Folder.kustomization(generator("configMap", source))
                .file("bad.env", "a=1\n=2\n")
                .failure())
        .hasMessageContaining(named)
        .hasMessageContaining("kustomization.yaml:2: configMapGenerator[0]");
  }

  private static String generator(String kind, String fields) {
    return kind + "Generator:\n- name: g\n  " + fields + "\n";
  }

  private static Folder overlay(String fields) {
    return Folder.empty()
        .file(
            "base/kustomization.yaml",
            "resources: [r.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [a=1, b=2]\n")
        .file("base/r.yaml", DEPLOYMENT)
        .file(
            "top/kustomization.yaml",
            "resources: [../base]\nconfigMapGenerator:\n- name: settings\n  " + fields + "\n");
  }
}
