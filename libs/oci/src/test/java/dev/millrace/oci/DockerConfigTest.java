package dev.millrace.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {
  @ParameterizedTest
  @CsvSource({
    "ghcr.io, ghcr.io/org/app, true",
    "https://ghcr.io, ghcr.io/org/app, true",
    "ghcr.io/org, ghcr.io/org/app, true",
    "ghcr.io/or, ghcr.io/org/app, false",
    "ghcr.io/org/app, ghcr.io/org/app, true",
    "ghcr.io/org/app, ghcr.io/org/app2, false",
    "*.azurecr.io, x.azurecr.io/app, true",
    "*.azurecr.io, azurecr.io/app, false",
    "*.azurecr.io, x.y.azurecr.io/app, false",
    "registry:5000, registry:5000/app, true",
    "registry.local, registry.local:5000/app, false",
    "https://index.docker.io/v1/, nginx, true",
    "docker.io, grafana/grafana, true",
    "gcr.io, ghcr.io/app, false",
  })
  void findsCredentialsAsPullSecretsDo(String key, String image, boolean found) throws IOException {
    var config = DockerConfig.parse(config(key, "flux:hunter2"));

    assertThat(config.credentialsFor(ImageReference.parse(image)).isPresent()).isEqualTo(found);
  }

  @Test
  void prefersTheMoreSpecificKey() throws IOException {
    var config =
        DockerConfig.parse(
            """
            {"auths": {
              "ghcr.io": {"username": "general", "password": "p"},
              "ghcr.io/org/app": {"username": "special", "password": "p"}
            }}
            """);

    assertThat(config.credentialsFor(ImageReference.parse("ghcr.io/org/app")))
        .get()
        .hasToString("Basic[username=special, password=***]");
    assertThat(config.credentialsFor(ImageReference.parse("ghcr.io/org/other")))
        .get()
        .hasToString("Basic[username=general, password=***]");
  }

  @Test
  void readsTokens() throws IOException {
    var config =
        DockerConfig.parse("{\"auths\": {\"a.io\": {\"identitytoken\": \"t\"}, \"b.io\": {}}}");

    assertThat(config.credentialsFor(ImageReference.parse("a.io/x")))
        .get()
        .isInstanceOf(RegistryCredentials.IdentityToken.class);
    assertThat(config.credentialsFor(ImageReference.parse("b.io/x")))
        .get()
        .isInstanceOf(RegistryCredentials.Anonymous.class);
  }

  @Test
  void splitsAtTheFirstColon() throws IOException {
    var config = DockerConfig.parse(config("ghcr.io", "flux:a:b"));
    var found = config.credentialsFor(ImageReference.parse("ghcr.io/x")).orElseThrow();

    assertThat(((RegistryCredentials.Basic) found).password().reveal()).isEqualTo("a:b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{hunter2",
        "{\"auths\": {\"ghcr.io\": {\"auth\": \"hunter2\"}}}",
        "{\"auths\": {\"ghcr.io\": {\"auth\": \"aHVudGVyMg==\"}}}"
      })
  void neverShowsTheText(String text) {
    assertThatThrownBy(() -> DockerConfig.parse(text))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  private static String config(String key, String userAndPassword) {
    var auth = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    return "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(key, auth);
  }
}
