package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static dev.millrace.kustomize.Manifests.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kustomize.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages name file, line and field, say what to do, and come together. */
class ErrorsTest {
  @Test
  void allProblemsOfAKustomizationFileComeTogether() {
    assertThat(
            messages(
                Folder.kustomization(
                    """
                    resorces: [r.yaml]
                    namespace: 5
                    images:
                    - name: nginx
                      newTag: 9
                    replicas:
                    - name: web
                      count: "3"
                    """)))
        .hasSize(4)
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:1: ").contains("resorces"))
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:2: ").contains("namespace"))
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:5: ").contains("newTag"))
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:8: ").contains("count"));
  }

  @Test
  void allBrokenResourcesComeTogether() {
    Folder folder =
        Folder.kustomization("resources:\n- missing.yaml\n- broken.yaml\n- base\n- nameless.yaml\n")
            .file("broken.yaml", "a: [1\n")
            .file("nameless.yaml", "apiVersion: v1\nkind: Service\n")
            .file("base/kustomization.yaml", "resources: [gone.yaml]\n");
    assertThat(messages(folder))
        .hasSize(4)
        .anySatisfy(
            m ->
                assertThat(m)
                    .startsWith("kustomization.yaml:2: resources[0]: ")
                    .contains("missing.yaml"))
        .anySatisfy(m -> assertThat(m).startsWith("broken.yaml").contains("line 2"))
        .anySatisfy(
            m ->
                assertThat(m)
                    .startsWith("base/kustomization.yaml:1: resources[0]: ")
                    .contains("gone.yaml"))
        .anySatisfy(m -> assertThat(m).startsWith("nameless.yaml").contains("name"));
  }

  @Test
  void allUnreadablePatchesComeTogether() {
    Folder folder =
        Folder.kustomization(
                """
                resources: [r.yaml]
                patches:
                - path: gone1.yaml
                - path: gone2.yaml
                - patch: "- {op: add}"
                """)
            .file("r.yaml", DEPLOYMENT);
    assertThat(messages(folder))
        .hasSize(3)
        .anySatisfy(m -> assertThat(m).contains("kustomization.yaml:3").contains("patches[0]"))
        .anySatisfy(m -> assertThat(m).contains("kustomization.yaml:4").contains("patches[1]"))
        .anySatisfy(m -> assertThat(m).contains("kustomization.yaml:5").contains("patches[2]"));
  }

  @Test
  void allBrokenGeneratorsComeTogether() {
    assertThat(
            messages(
                Folder.kustomization(
                    """
                    configMapGenerator:
                    - name: a
                      files: [gone]
                    - name: b
                      literals: [novalue]
                    """)))
        .hasSize(2)
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:2: configMapGenerator[0]"))
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:4: configMapGenerator[1]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"resources: [gone0.yaml]", "configMapGenerator: [{name: a, files: [gone0.yaml]}]"})
  void unreadPatchesComeTogetherWithUnreadInputs(String input) {
    assertThat(messages(Folder.kustomization(input + "\npatches:\n- path: gone1.yaml\n")))
        .hasSize(2)
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:1: ").contains("gone0"))
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:3: ").contains("gone1"));
  }

  @ParameterizedTest
  @CsvSource({
    "resource, did you mean \"resources\"?",
    "nameprefx, did you mean \"namePrefix\"?",
    "confgMapGenerater, did you mean \"configMapGenerator\"?",
    "nothingAlike, remove it or correct its name"
  })
  void misspeltFieldsAreRecognised(String field, String advice) {
    assertThat(messages(Folder.kustomization(field + ": []\n")))
        .anySatisfy(m -> assertThat(m).startsWith("kustomization.yaml:1: ").contains(advice));
  }

  @Test
  void aJsonPatchThatIsHalfYamlIsExplained() {
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\npatches:\n- path: p.yaml\n")
            .file("r.yaml", SERVICE)
            .file("p.yaml", "[{op: remove, path: /spec}]");
    assertThat(messages(folder))
        .singleElement()
        .asString()
        .contains("a patch that starts with '[' must be JSON throughout");
  }

  @Test
  void failuresInsideOfAnObjectNameItsFileAndTheFieldThatAskedForIt() {
    Folder folder =
        Folder.kustomization(
                "resources: [r.yaml]\npatches:\n- target: {kind: Service}\n"
                    + "  patch: '- {op: remove, path: /spec/x}'\n")
            .file("r.yaml", DEPLOYMENT + "---\n" + SERVICE);
    int line = (int) DEPLOYMENT.lines().count() + 2;
    assertThat(messages(folder))
        .singleElement()
        .asString()
        .startsWith("r.yaml:" + line + ": patches[0] of kustomization.yaml:3: ")
        .contains("Service.v1.[noGrp]/web")
        .contains("/spec/x");
  }

  @Test
  void equalObjectsNameTheirFile() {
    Folder folder =
        Folder.kustomization("resources: [a.yaml, b.yaml]\n")
            .file("a.yaml", SERVICE)
            .file("b.yaml", SERVICE);
    assertThat(messages(folder)).singleElement().asString().contains("web").contains("yaml");
  }

  @Test
  void missingAndDoubleKustomizationsAreNamed() {
    assertThat(messages(Folder.empty().file("x.yaml", SERVICE)).getFirst())
        .contains("unable to find one of 'kustomization.yaml'");
    assertThat(
            messages(Folder.kustomization("namePrefix: a\n").file("Kustomization", "{}\n"))
                .getFirst())
        .contains("multiple kustomization files")
        .contains("keep one");
  }

  @Test
  void valuesOfSecretsAreNotRepeated() {
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\n")
            .file(
                "r.yaml",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\nstringData: {p: hunter2: x}\n");
    assertThat(messages(folder).toString()).doesNotContain("hunter2");
  }

  private static List<String> messages(Folder folder) {
    return folder.failure().problems().stream().map(Problem::toString).toList();
  }
}
