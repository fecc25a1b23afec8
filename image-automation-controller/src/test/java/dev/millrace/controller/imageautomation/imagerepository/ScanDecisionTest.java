package dev.millrace.controller.imageautomation.imagerepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.controller.imageautomation.tag.TagExclusion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanDecisionTest {
  private static final Instant SCANNED = Instant.parse("2026-01-01T00:00:00Z");
  private static final String IMAGE = "registry.example.com/app";

  private final ImageRepository repository =
      Serialization.unmarshal(
          """
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageRepository
          metadata: {name: app, namespace: apps}
          spec: {image: registry.example.com/app, interval: 5m}
          status:
            canonicalImageName: registry.example.com/app
            observedExclusionList: ['^.*\\.sig$']
            lastScanResult: {scanTime: "2026-01-01T00:00:00Z", tagCount: 1, revision: "1"}
          """,
          ImageRepository.class);

  @Test
  void waitsForTheRestOfTheInterval() {
    assertThat(decide(IMAGE, TagExclusion.DEFAULT, false, true, Duration.ofMinutes(2)))
        .contains(Duration.ofMinutes(3));
  }

  @Test
  void scansWhenTheIntervalIsOver() {
    assertThat(decide(IMAGE, TagExclusion.DEFAULT, false, true, Duration.ofMinutes(5))).isEmpty();
  }

  @Test
  void doesNotWaitForAClockThatWasPutBack() {
    assertThat(decide(IMAGE, TagExclusion.DEFAULT, false, true, Duration.ofHours(-1))).isEmpty();
    assertThat(nextRunAt(Duration.ofHours(-1))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void scansALittleEarlySinceRunsComeWithAJitter() {
    assertThat(decide(IMAGE, TagExclusion.DEFAULT, false, true, Duration.ofSeconds(285))).isEmpty();
  }

  @Test
  void aRunBetweenTwoScansDoesNotPutOffTheNext() {
    assertThat(nextRunAt(Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(3));
    assertThat(nextRunAt(Duration.ofSeconds(285))).isEqualTo(Duration.ofMinutes(5));
    assertThat(nextRunAt(Duration.ofMinutes(7))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void scansWhenSomebodyAsks() {
    assertThat(decide(IMAGE, TagExclusion.DEFAULT, true, true, Duration.ZERO)).isEmpty();
  }

  @Test
  void scansWhenTheStoredTagsAreLost() {
    assertThat(decide(IMAGE, TagExclusion.DEFAULT, false, false, Duration.ZERO)).isEmpty();
  }

  @Test
  void scansWhenImageOrExclusionListChanged() {
    assertThat(decide("other", TagExclusion.DEFAULT, false, true, Duration.ZERO)).isEmpty();
    assertThat(decide(IMAGE, List.of("^dev"), false, true, Duration.ZERO)).isEmpty();
  }

  private Duration nextRunAt(Duration later) {
    Clock clock = Clock.fixed(SCANNED.plus(later), ZoneOffset.UTC);
    return new ImageRepositoryKind(clock).interval(repository);
  }

  private java.util.Optional<Duration> decide(
      String image, List<String> exclusion, boolean requested, boolean stored, Duration later) {
    return ScanDecision.wait(repository, image, exclusion, requested, stored, SCANNED.plus(later));
  }
}
