package dev.millrace.runtime.flags;

import dev.millrace.safety.net.EgressPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags of controllers that send requests to addresses which users give. */
@RegisterForReflection
public final class EgressFlags {
  @Option(
      names = "--egress-allow-cidrs",
      split = ",",
      defaultValue = "${env:EGRESS_ALLOW_CIDRS:-}",
      description = "networks that addresses of users may lead to although they are refused else")
  private List<String> allowed = List.of();

  @Option(
      names = "--egress-deny-cidrs",
      split = ",",
      defaultValue = "${env:EGRESS_DENY_CIDRS:-}",
      description = "further networks that addresses of users must not lead to")
  private List<String> denied = List.of();

  /**
   * Where requests may go.
   *
   * @throws IllegalArgumentException when a text is no network
   */
  public EgressPolicy policy() {
    return EgressPolicy.of(allowed, denied);
  }
}
