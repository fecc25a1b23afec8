package dev.millrace.controller.source.ocirepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.source.OCILayerSelector;
import dev.millrace.api.source.OCIReference;
import dev.millrace.runtime.event.Notice;
import dev.millrace.servers.OciRegistry.Layer;
import dev.millrace.servers.TarGz;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes an artifact. */
class OCIRepositoryPipelineTest extends OCIRepositoryScene {
  @Test
  void storesTheFilesOfTheFirstLayer() throws Exception {
    String digest = put("latest", Map.of("app.yaml", "a: 1", "image.png", "png"));
    var harness = harness(wish());
    var next = harness.reconcile();

    var artifact = artifact(harness);
    String hex = digest.substring("sha256:".length());
    assertThat(artifact.path()).isEqualTo("ocirepository/apps/shop/" + hex + ".tar.gz");
    assertThat(artifact.revision()).isEqualTo("latest@" + digest);
    assertThat(artifact.metadata()).containsEntry("org.opencontainers.image.revision", "main@1");
    assertThat(harness.status().url())
        .isEqualTo("http://storage.test/ocirepository/apps/shop/latest.tar.gz");
    assertThat(unpacked(artifact).list("", 10)).containsExactly("app.yaml");
    assertThat(harness.conditions())
        .containsExactly("Ready=True/Succeeded", "ArtifactInStorage=True/Succeeded");
    assertThat(harness.message("Ready"))
        .isEqualTo("stored artifact for digest 'latest@%s'".formatted(digest));
    assertThat(harness.notices()).extracting(Notice::reason).containsExactly("NewArtifact");
    assertThat(harness.notices().getFirst().message())
        .isEqualTo(
            "stored artifact with revision 'latest@%s' from 'oci://%s/apps/shop', origin source"
                    .formatted(digest, registry.host())
                + " 'https://git.test/shop', origin revision 'main@1'");
    assertThat(next).contains(Duration.ofMinutes(10));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void anUnchangedTagIsNotPulledAgain() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    int requests = registry.requests();
    int writes = harness.statusWrites();
    harness.reconcile();
    assertThat(registry.requests() - requests).as("a look at the API and one HEAD").isEqualTo(2);
    assertThat(harness.statusWrites()).isEqualTo(writes);
    assertThat(harness.notices()).hasSize(1);
  }

  @Test
  void aMovedTagMakesANewArtifact() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    String digest = put("latest", Map.of("app.yaml", "a: 2"));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("latest@" + digest);
    assertThat(harness.notices()).hasSize(2);
  }

  @Test
  void otherIgnoreRulesMakeANewArtifactOfTheSameDigest() throws Exception {
    put("latest", Map.of("app.yaml", "a: 1", "notes.txt", "n"));
    var harness = harness(wish());
    harness.reconcile();
    harness.edit(object -> object.setSpec(wish().ignore("*.txt").spec()));
    harness.reconcile();
    assertThat(unpacked(artifact(harness)).list("", 10)).containsExactly("app.yaml");
    assertThat(harness.status().observedIgnore()).isEqualTo("*.txt");
  }

  @Test
  void takesTheHighestVersionOfTheRangeThatPassesTheFilter() {
    put("1.0.0", Map.of("v", "1"));
    put("1.1.0-rc.1", Map.of("v", "2"));
    String wanted = put("1.1.0-rc.2", Map.of("v", "3"));
    put("1.2.0-dev.1", Map.of("v", "4"));
    put("2.0.0", Map.of("v", "5"));
    var harness = harness(wish().ref(new OCIReference(null, ">=1.0.0-0 <2.0.0", ".*-rc.*", null)));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("1.1.0-rc.2@" + wanted);
  }

  @Test
  void aDigestCountsMoreThanATag() {
    String wanted = put("1.0.0", Map.of("v", "1"));
    put("latest", Map.of("v", "2"));
    var harness = harness(wish().ref(new OCIReference("latest", "2.x", null, wanted)));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo(wanted);
  }

  @Test
  void anIndexLeadsToItsManifestForLinux() throws Exception {
    String arm = put("arm", Map.of("arm", "x"));
    String amd = put("amd", Map.of("amd", "x"));
    String index =
        registry.putIndex("apps/shop", "latest", Map.of("linux/arm64", arm, "linux/amd64", amd));
    var harness = harness(wish());
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("latest@" + index);
    assertThat(unpacked(artifact(harness)).list("", 10)).containsExactly("amd");
  }

  @Test
  void anIndexWithoutLinuxIsRefused() {
    String arm = put("arm", Map.of("arm", "x"));
    registry.putIndex("apps/shop", "latest", Map.of("linux/arm64", arm));
    var harness = harness(wish());
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
    assertThat(harness.message("Ready")).endsWith("no manifest for the platform linux/amd64");
  }

  @Test
  void copiesTheSelectedLayerAsItIs() throws Exception {
    byte[] chart = TarGz.of(Map.of("shop/Chart.yaml", bytes("name: shop")));
    registry.putArtifact(
        "apps/shop",
        "latest",
        CONFIG,
        List.of(new Layer(CONTENT, TarGz.of(Map.of())), new Layer(CHART, chart)),
        Map.of());
    var harness = harness(wish().layer(new OCILayerSelector(CHART, "copy")));
    harness.reconcile();
    assertThat(Files.readAllBytes(folder.resolve(artifact(harness).path()))).isEqualTo(chart);
    assertThat(harness.status().observedLayerSelector())
        .isEqualTo(new OCILayerSelector(CHART, "copy"));
  }

  @Test
  void aMissingLayerIsNamed() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().layer(new OCILayerSelector(CHART, null)));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactLayerOperationFailed");
    assertThat(harness.message("Ready"))
        .isEqualTo("failed to find layer with media type '%s' in artifact".formatted(CHART));
  }

  @Test
  void aLayerThatIsNoArchiveIsRefused() {
    registry.putArtifact(
        "apps/shop", "latest", CONFIG, List.of(new Layer(CONTENT, bytes("<html>"))), Map.of());
    var harness = harness(wish());
    harness.reconcile();
    assertThat(harness.message("Ready"))
        .startsWith("failed to extract layer contents from artifact: ")
        .contains("gzip");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void aLayerThatClimbsOutIsRefused() {
    registry.putArtifact(
        "apps/shop",
        "latest",
        CONFIG,
        List.of(new Layer(CONTENT, TarGz.of(Map.of("../../evil.yaml", bytes("a: 1"))))),
        Map.of());
    var harness = harness(wish());
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactLayerOperationFailed");
    assertThat(harness.message("Ready")).contains("..");
    assertThat(harness.status().artifact()).isNull();
  }

  @Test
  void anUnknownTagFailsAndKeepsTheOldArtifact() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    var before = artifact(harness);
    harness.edit(
        object -> object.setSpec(wish().ref(new OCIReference("no", null, null, null)).spec()));
    var next = harness.reconcile();
    assertThat(harness.conditions())
        .containsExactly(
            "Reconciling=True/ProgressingWithRetry",
            "Ready=False/OCIArtifactPullFailed",
            "ArtifactInStorage=True/Succeeded",
            "FetchFailed=True/OCIArtifactPullFailed");
    assertThat(harness.message("Ready"))
        .startsWith("failed to determine artifact digest: ")
        .contains("/v2/apps/shop/manifests/no", "404");
    assertThat(artifact(harness)).isEqualTo(before);
    assertThat(next).contains(Duration.ofMillis(750));
  }

  @Test
  void aRangeWithoutMatchIsNamed() {
    put("1.0.0", Map.of("v", "1"));
    var harness = harness(wish().ref(new OCIReference(null, "2.x", null, null)));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/ReadOperationFailed");
    assertThat(harness.message("Ready")).endsWith("no match found for semver: 2.x");
  }

  @Test
  void aUrlWithATagStalls() {
    var harness = harness(wish().url(url() + ":v1"));
    assertThat(harness.reconcile()).isEmpty();
    assertThat(harness.conditions())
        .contains("Stalled=True/URLInvalid", "FetchFailed=True/URLInvalid");
  }

  @Test
  void deletionRemovesTheFiles() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    harness.delete();
    harness.reconcile();
    assertThat(folder.resolve("ocirepository/apps/shop")).doesNotExist();
  }
}
