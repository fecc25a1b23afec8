package dev.millrace.controller.imageautomation.imagepolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.controller.imageautomation.registry.RegistryReason;
import dev.millrace.controller.imageautomation.tag.TagList;
import dev.millrace.controller.imageautomation.tag.TagStore;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.servers.FakeClock;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannedTagsTest {
  @TempDir Path folder;

  @Test
  void givesTheTagsOfTheLastScan() {
    assertThat(scanned().of(repository("registry.example.com/web")).tags()).containsExactly("1.0");
  }

  @Test
  void theTagsOfAnImageThatWasReplacedAreNotThoseOfTheNewOne() {
    assertThatThrownBy(() -> scanned().of(repository("registry.example.com/other")))
        .isInstanceOfSatisfying(
            ReconcileFailure.class,
            e -> assertThat(e.reason()).isEqualTo(GeneralReason.DEPENDENCY_NOT_READY))
        .hasMessage(
            "referenced ImageRepository has not been scanned yet:"
                + " 'apps/web' with image 'registry.example.com/other'");
  }

  @Test
  void waitsForTheFirstTag() {
    assertThatThrownBy(() -> scanned(List.of()).of(repository("registry.example.com/web")))
        .isInstanceOfSatisfying(
            ReconcileFailure.class,
            e -> assertThat(e.reason()).isEqualTo(GeneralReason.DEPENDENCY_NOT_READY))
        .hasMessage("no tags in database: 'apps/web' with image 'registry.example.com/web'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://registry.example.com/web | should not include URL scheme; remove 'https://'",
        "registry.example.com/web:1.0 | should not include a tag; remove ':1.0'",
        "registry.example.com/WEB | is not the name of an image; write it as registry/name"
      })
  void nothingIsWaitedForWhereNoImageIsNamed(String image, String problem) {
    assertThatThrownBy(() -> scanned().of(repository(image)))
        .isInstanceOfSatisfying(
            ReconcileFailure.class,
            e -> assertThat(e.reason()).isEqualTo(RegistryReason.IMAGE_URL_INVALID))
        .hasMessage(
            "spec.image of ImageRepository 'apps/web': image '%s' %s".formatted(image, problem));
  }

  private ScannedTags scanned() {
    return scanned(List.of("1.0"));
  }

  private ScannedTags scanned(List<String> tags) {
    TagStore store = new TagStore(folder);
    store.put("registry.example.com/web", new TagList(tags));
    return new ScannedTags(
        store,
        new ImageRegistry(
            new RegistryLogin(
                (_, _) -> Optional.empty(),
                (_, _) -> Optional.empty(),
                RegistryReason.AUTHENTICATION_FAILED),
            new FakeClock(),
            new Random(1)));
  }

  private static ImageRepository repository(String image) {
    return Serialization.unmarshal(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: web, namespace: apps}
        spec: {image: %s, interval: 1m}
        status:
          canonicalImageName: registry.example.com/web
          lastScanResult: {scanTime: "2026-01-01T00:00:00Z", tagCount: 1, revision: "1"}
        """
            .formatted(image),
        ImageRepository.class);
  }
}
