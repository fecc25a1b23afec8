package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.install.Manifests;
import org.junit.jupiter.api.Test;

/** What {@code make manifests} writes. */
class InstallYamlTest {
  @Test
  void isWhatTheOverlayForOneTeamBuilds() {
    assertThat(Manifests.generated().text())
        .as("manifests/install.yaml is out of date: run 'make manifests'")
        .isEqualTo(Manifests.ofOverlay("single").text());
  }
}
