package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.GoDuration;

/**
 * What follows a failed install or upgrade.
 *
 * @param name {@code RemediateOnFailure} or {@code RetryOnFailure}
 * @param retryInterval for {@code RetryOnFailure}
 */
@ApiType
public record ActionStrategy(String name, GoDuration retryInterval) {

  public ActionStrategy {
    name = requireNonNullElse(name, "");
    retryInterval = requireNonNullElse(retryInterval, new GoDuration("5m"));
  }
}
