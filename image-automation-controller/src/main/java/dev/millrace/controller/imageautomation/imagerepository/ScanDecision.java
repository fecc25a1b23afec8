package dev.millrace.controller.imageautomation.imagerepository;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageRepositoryStatus;
import dev.millrace.api.image.ScanResult;
import dev.millrace.api.meta.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the registry has to be asked now (FLUX.md 6.1); pure. */
final class ScanDecision {
  /** The part of the interval that a scan may come early, since runs come with a jitter. */
  private static final int EARLY = 10;

  private ScanDecision() {}

  /**
   * The time until the next scan is due; empty when it is due now.
   *
   * @param requested whether somebody asked for a run
   * @param stored whether the tags of the last scan are still there
   * @param exclusion the exclusion list in effect
   */
  static Optional<Duration> wait(
      ImageRepository repository,
      String canonicalImage,
      List<String> exclusion,
      boolean requested,
      boolean stored,
      Instant now) {
    ImageRepositoryStatus status = repository.status();
    ScanResult last = status.lastScanResult();
    Timestamp scanned = last == null ? null : last.scanTime();
    if (requested
        || !stored
        || scanned == null
        || !canonicalImage.equals(status.canonicalImageName())
        || !exclusion.equals(status.observedExclusionList())) {
      return Optional.empty();
    }
    return left(repository, now);
  }

  /**
   * The time until the interval is over; empty when it is, or nearly so, or none has begun, or the
   * last scan is said to have been later than now, because the clock was put back.
   */
  static Optional<Duration> left(ImageRepository repository, Instant now) {
    return Optional.ofNullable(repository.status().lastScanResult())
        .map(ScanResult::scanTime)
        .flatMap(Timestamp::tryInstant)
        .map(time -> Duration.between(now, time.plus(interval(repository))))
        .filter(left -> left.compareTo(interval(repository).dividedBy(EARLY)) > 0)
        .filter(left -> left.compareTo(interval(repository)) <= 0);
  }

  private static Duration interval(ImageRepository repository) {
    return repository.spec().interval().asDuration();
  }
}
