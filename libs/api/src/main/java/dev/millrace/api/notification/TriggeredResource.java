package dev.millrace.api.notification;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/**
 * An object that a call to a Receiver reconciles, unless a filter keeps it.
 *
 * @param name the object, or {@code *} when the Receiver does not say which
 * @param problem why a call would not reconcile it as things are; null when it would
 */
@ApiType
public record TriggeredResource(
    String apiVersion, String kind, String namespace, String name, @Nullable String problem) {

  public TriggeredResource {
    apiVersion = requireNonNullElse(apiVersion, "");
    kind = requireNonNullElse(kind, "");
    namespace = requireNonNullElse(namespace, "");
    name = requireNonNullElse(name, "");
  }
}
