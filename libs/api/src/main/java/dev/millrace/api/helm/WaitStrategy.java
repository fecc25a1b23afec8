package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;

/**
 * How to wait for objects to become ready.
 *
 * @param name {@code poller} or {@code legacy}, the way of Helm 3
 */
@ApiType
public record WaitStrategy(String name) {

  public WaitStrategy {
    name = requireNonNullElse(name, "poller");
  }
}
