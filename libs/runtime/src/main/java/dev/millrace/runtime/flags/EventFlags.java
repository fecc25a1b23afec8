package dev.millrace.runtime.flags;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flag of controllers that post events to the notification service. */
@RegisterForReflection
public final class EventFlags {
  @Option(
      names = "--events-addr",
      defaultValue = "${env:EVENTS_ADDR:-}",
      description = "the URL of the notification service; events stay in the cluster without it")
  private String address = "";

  /**
   * Where events are posted to; empty for nowhere.
   *
   * @throws IllegalArgumentException if the flag is no address
   */
  public Optional<URI> address() {
    try {
      return address.isEmpty() ? Optional.empty() : Optional.of(URI.create(address));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--events-addr=%s is no address like http://notification-controller.flux-system/"
              .formatted(address),
          e);
    }
  }
}
