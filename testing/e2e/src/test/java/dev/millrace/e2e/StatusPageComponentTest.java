package dev.millrace.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.safety.FileTree;
import dev.millrace.servers.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The component that turns the status page on, in an overlay as its how-to shows it. */
class StatusPageComponentTest {
  private static final String OVERLAY =
      """
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: [../manifests/install/overlays/single]
      """;

  @Test
  void servesThePageAndGivesTheControllerNoFurtherRights() throws Exception {
    String without = build("");
    String with = build("components: [../manifests/install/components/status-page]\n");

    assertThat(without).doesNotContain("--status-page-addr");
    assertThat(with)
        .contains("- --status-page-addr=:9393", "containerPort: 9393", "targetPort: http-status")
        .contains("name: allow-status-page", "name: millrace-status-page-view");
    assertThat(rightsOfTheController(with)).isEqualTo(rightsOfTheController(without));
  }

  private static String build(String components) throws Exception {
    Map<String, byte[]> files = new HashMap<>();
    Path manifests = Repository.root().resolve("manifests");
    try (Stream<Path> found = Files.walk(manifests)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put("manifests/" + manifests.relativize(file), Files.readAllBytes(file));
      }
    }
    files.put("overlay/kustomization.yaml", (OVERLAY + components).getBytes(UTF_8));
    return new Kustomizer()
        .build(FileTree.inMemory(files), "overlay", KustomizeOptions.commandLine())
        .toYaml();
  }

  private static String rightsOfTheController(String manifests) {
    return manifests.split("name: millrace-notification-controller\n", 2)[1].split("\n---", 2)[0];
  }
}
