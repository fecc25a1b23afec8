package dev.millrace.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String DIGEST =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @ParameterizedTest
  @CsvSource({
    "oci://ghcr.io/stefanprodan/manifests/podinfo, ghcr.io, stefanprodan/manifests/podinfo, latest",
    "ghcr.io/org/app:6.1.0, ghcr.io, org/app, 6.1.0",
    "localhost/app:v1, localhost, app, v1",
    "127.0.0.1:5000/app, 127.0.0.1:5000, app, latest",
    "nginx, index.docker.io, library/nginx, latest",
    "docker.io/nginx:1.27, index.docker.io, library/nginx, 1.27",
    "grafana/grafana:11, index.docker.io, grafana/grafana, 11",
    "[::1]:5000/app:v1, [::1]:5000, app, v1",
  })
  void readsWhatContainerToolsWrite(
      String text, String registry, String repository, String identifier) {
    var image = ImageReference.parse(text);

    assertThat(image.registry()).isEqualTo(registry);
    assertThat(image.repository()).isEqualTo(repository);
    assertThat(image.identifier()).isEqualTo(identifier);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghcr.io/org/app@" + DIGEST, "ghcr.io/org/app:v1@" + DIGEST})
  void aDigestGoesBeforeATag(String text) {
    assertThat(ImageReference.parse(text).identifier()).isEqualTo(DIGEST);
    assertThat(ImageReference.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ghcr.io/",
        "ghcr.io/Org/app",
        "ghcr.io/../app",
        "ghcr.io/org//app",
        "ghcr.io/org/app:",
        "ghcr.io/org/app:a/b?x",
        "ghcr.io/org/app:ta g",
        "ghcr.io/org/app@sha256:abc",
        "https://ghcr.io/org/app",
        "user@ghcr.io/org/app",
        "ghcr.io:port/org/app",
        "gh_cr.io/org/app",
      })
  void refusesWhatIsNoReference(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
