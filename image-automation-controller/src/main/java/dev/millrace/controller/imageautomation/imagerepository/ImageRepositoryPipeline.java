package dev.millrace.controller.imageautomation.imagerepository;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageRepositoryStatus;
import dev.millrace.api.image.ScanResult;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.controller.imageautomation.registry.ImageAddress;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.controller.imageautomation.registry.RegistryReason;
import dev.millrace.controller.imageautomation.tag.TagExclusion;
import dev.millrace.controller.imageautomation.tag.TagList;
import dev.millrace.controller.imageautomation.tag.TagStore;
import dev.millrace.oci.ImageReference;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Parse image → decide whether a scan is due → list tags → leave out → store → publish. */
final class ImageRepositoryPipeline implements Pipeline<ImageRepository, ImageRepositoryStatus> {
  private final ImageRegistry registry;
  private final TagStore store;
  private final Clock clock;

  ImageRepositoryPipeline(ImageRegistry registry, TagStore store, Clock clock) {
    this.registry = registry;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Outcome run(Run<ImageRepository, ImageRepositoryStatus> run) {
    ImageRepository repository = run.object();
    ImageReference image = ImageAddress.of(repository);
    List<String> exclusion = exclusionOf(repository);
    TagExclusion excluded = compile(exclusion);
    Optional<Duration> wait =
        ScanDecision.wait(
            repository,
            image.name(),
            exclusion,
            run.requestedAt().isPresent(),
            store.find(image.name()).isPresent(),
            clock.instant());
    if (wait.isPresent()) {
      // What the last scan found still holds.
      return Outcome.unchanged(message(Objects.requireNonNull(run.status().lastScanResult())));
    }
    TagList tags = run.step("list tags", () -> excluded.apply(registry.tags(repository, image)));
    run.take("store tags", () -> store.put(image.name(), tags));
    return publish(run, image, exclusion, tags);
  }

  private Outcome publish(
      Run<ImageRepository, ImageRepositoryStatus> run,
      ImageReference image,
      List<String> exclusion,
      TagList tags) {
    ScanResult before = run.status().lastScanResult();
    boolean isNews = before == null || !Objects.equals(before.revision(), tags.revision());
    ScanResult found =
        new ScanResult(
            tags.revision(), tags.tags().size(), Timestamp.of(clock.instant()), tags.latest());
    run.update(
        status ->
            status.toBuilder()
                .canonicalImageName(image.name())
                .observedExclusionList(exclusion)
                .lastScanResult(found)
                .build());
    return isNews ? Outcome.ready(message(found)) : Outcome.unchanged(message(found));
  }

  private static String message(ScanResult scan) {
    return "successful scan: found %d tags with checksum %s"
        .formatted(scan.tagCount(), scan.revision());
  }

  private static List<String> exclusionOf(ImageRepository repository) {
    List<String> own = repository.spec().exclusionList();
    return own.isEmpty() ? TagExclusion.DEFAULT : own;
  }

  private static TagExclusion compile(List<String> exclusion) {
    try {
      return TagExclusion.of(exclusion);
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(
          RegistryReason.READ_OPERATION_FAILED, "scan failed: " + e.getMessage(), e);
    }
  }
}
