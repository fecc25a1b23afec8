package dev.millrace.controller.imageautomation.imagerepository;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame has to know of ImageRepositories. */
final class ImageRepositoryKind implements Kind<ImageRepository> {
  @Override
  public ConditionPlan conditions() {
    return ConditionPlan.BASIC;
  }

  @Override
  public Duration interval(ImageRepository repository) {
    return repository.spec().interval().asDuration();
  }
}
