package dev.millrace.controller.imageautomation.gate;

import dev.millrace.api.image.ImagePolicy;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the annotations of a policy ask for. */
final class Wish {
  private Wish() {}

  /** The value of an annotation, unless it is missing or blank. */
  static Optional<String> of(ImagePolicy policy, String annotation) {
    return Optional.ofNullable(
            Objects.requireNonNullElse(
                    policy.getMetadata().getAnnotations(), Map.<String, String>of())
                .get(annotation))
        .filter(value -> !value.isBlank());
  }
}
