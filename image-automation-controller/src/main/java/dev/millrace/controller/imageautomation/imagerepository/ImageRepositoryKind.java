package dev.millrace.controller.imageautomation.imagerepository;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Clock;
import java.time.Duration;

/** What the frame has to know of ImageRepositories. */
final class ImageRepositoryKind implements Kind<ImageRepository> {
  private final Clock clock;

  ImageRepositoryKind(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ConditionPlan conditions() {
    return ConditionPlan.BASIC;
  }

  /** A run between two scans, such as after a change of the object, does not put off the next. */
  @Override
  public Duration interval(ImageRepository repository) {
    return ScanDecision.left(repository, clock.instant())
        .orElseGet(() -> repository.spec().interval().asDuration());
  }
}
