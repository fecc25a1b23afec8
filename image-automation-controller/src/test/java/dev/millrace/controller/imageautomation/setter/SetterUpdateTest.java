package dev.millrace.controller.imageautomation.setter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.imageautomation.setter.FileChange.Change;
import dev.millrace.controller.imageautomation.setter.FileChange.ObjectIdentity;
import dev.millrace.yaml.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetterUpdateTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final LatestImage APP = new LatestImage("ns", "app", "reg.io/app", "v2", "");
  private static final LatestImage PINNED = new LatestImage("ns", "pin", "redis", "7", DIGEST);

  @Test
  void setsMarkedFieldsAndNothingElse() {
    String file =
        """
        apiVersion: v1   # keep
        kind: Pod
        metadata: {name: p,   namespace: d}
        spec:
            containers:
              - image: old:1 # {"$imagepolicy": "ns:app"}
              - image: old:1 # other
              - name: x # {"$imagepolicy": "ns:app:name"}
                tag: "x" # {"$imagepolicy": "ns:pin:tag"}
                digest: 'x' # {"$imagepolicy": "ns:pin:digest"}
        """;
    SetterUpdate update = update();
    assertThat(run(update, "a/b.yaml", file))
        .isEqualTo(
            file.replaceFirst("old:1", "reg.io/app:v2")
                .replace("name: x", "name: reg.io/app")
                .replace("\"x\"", "\"7\"")
                .replace("'x'", "'" + DIGEST + "'"));
    assertThat(update.changes())
        .containsExactly(
            new FileChange(
                "a/b.yaml",
                new ObjectIdentity("v1", "Pod", "d", "p"),
                List.of(
                    new Change("old:1", "reg.io/app:v2", "ns:app"),
                    new Change("x", "reg.io/app", "ns:app:name"),
                    new Change("x", "7", "ns:pin:tag"),
                    new Change("x", DIGEST, "ns:pin:digest"))));
  }

  @Test
  void appendsTheDigestToTheWholeReference() {
    assertThat(run(update(), "a.yml", "i: x # {\"$imagepolicy\": \"ns:pin\"}"))
        .startsWith("i: redis:7@" + DIGEST);
  }

  @Test
  void upToDateFilesAreNoChange() {
    SetterUpdate update = update();
    assertThat(run(update, "a.yaml", "i: reg.io/app:v2 # {\"$imagepolicy\": \"ns:app\"}"))
        .isEqualTo("unchanged");
    assertThat(update.changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# {\"$imagepolicy\": \"ns:other\"}",
        "# {\"$imagepolicy\": \"ns:app:other\"}",
        "# {\"$imagepolicy\": \"NS:app\"}",
        "# {\"$imagepolicy\": 5} \"$imagepolicy\"",
        "# {\"$imagepolicy\": \"ns:app\"} x",
        "# x {\"$imagepolicy\": \"ns:app\"}",
        "# {\"$imagepolicy\": \"ns:app\", \"x\": 1}",
        "# {'$imagepolicy': 'ns:app'} \"$imagepolicy\""
      })
  void ignoresOtherComments(String comment) {
    assertThat(run(update(), "a.yaml", "i: old:1 " + comment)).isEqualTo("unchanged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{\"$imagepolicy\":\"ns:app\"}",
        "##  {\"$imagepolicy\": \"ns:app\", \"note\": \"x\"}  ",
        "# {\"$ref\": \"#/definitions/io.k8s.cli.setters.ns:app\"} \"$imagepolicy\""
      })
  void readsMarkersInAllSpellings(String comment) {
    assertThat(run(update(), "a.yaml", "i: old:1 " + comment))
        .isEqualTo("i: reg.io/app:v2 " + comment);
  }

  @Test
  void looksOnlyAtYamlFiles() {
    assertThat(SetterUpdate.isCandidate("a/b.yaml")).isTrue();
    assertThat(SetterUpdate.isCandidate("x.yml")).isTrue();
    assertThat(SetterUpdate.isCandidate("a/Kustomization")).isTrue();
    assertThat(SetterUpdate.isCandidate("a/b.json")).isFalse();
    assertThat(SetterUpdate.isCandidate("a/Kustomization.txt")).isFalse();
    assertThat(SetterUpdate.isCandidate("a.yaml/b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{- if .x }}\ni: x # {\"$imagepolicy\": \"ns:app\"}",
        "i: x # {\"$imagepolicy\": \"ns:app\"}\n---\nbad: [",
        "- x # {\"$imagepolicy\": \"ns:app\"}",
        "metadata: 5\ni: x # {\"$imagepolicy\": \"ns:app\"}"
      })
  void leavesFilesAloneThatAreNoObjects(String file) {
    SetterUpdate update = update();
    assertThat(run(update, "t.yaml", file)).isEqualTo("unchanged");
    assertThat(update.problemFiles()).containsExactly("t.yaml");
  }

  @Test
  void leavesFilesAloneThatAreNoText() {
    SetterUpdate update = update();
    byte[] file = "i: x # {\"$imagepolicy\": \"ns:app\"} é".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(update.update("a.yaml", file)).isEmpty();
    assertThat(update.problemFiles()).containsExactly("a.yaml");
  }

  @Test
  void refusesImagesThatAreNoReferences() {
    for (LatestImage image :
        List.of(
            new LatestImage("ns", "p", "x", "1", ""),
            new LatestImage("ns", "p", "app", "", ""),
            new LatestImage("ns", "p", "UPPER/case", "1", ""),
            new LatestImage("ns", "p", "reg.io/app", "bad tag", ""),
            new LatestImage("ns", "p", "reg.io/app", "t".repeat(129), ""),
            new LatestImage("ns", "p", "re g.io/app", "1", ""),
            new LatestImage("ns", "p", "app", "1", "sha256:12"))) {
      assertThatThrownBy(() -> Setters.of(List.of(image)))
          .isInstanceOf(InvalidImageException.class)
          .hasMessageStartingWith("the latest image of ImagePolicy ns/p is no valid reference: ");
    }
    assertThat(Setters.of(List.of(new LatestImage("ns", "p", "localhost:5000/app", "1", ""))))
        .isNotNull();
  }

  private static SetterUpdate update() {
    return new SetterUpdate(Setters.of(List.of(APP, PINNED)), YamlLimits.DEFAULT);
  }

  private static String run(SetterUpdate update, String path, String file) {
    return update
        .update(path, file.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("unchanged");
  }
}
