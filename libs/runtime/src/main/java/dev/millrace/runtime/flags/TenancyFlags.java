package dev.millrace.runtime.flags;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Flags that keep tenants apart (FLUX.md 1.8). */
@RegisterForReflection
public final class TenancyFlags {
  @Option(
      names = "--no-cross-namespace-refs",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "refuse references to other namespaces")
  private boolean noCrossNamespaceRefs;

  @Option(
      names = "--default-service-account",
      defaultValue = "",
      description = "acted as when an object names no service account")
  private String defaultServiceAccount = "";

  /** Whether references to other namespaces are refused. */
  public boolean noCrossNamespaceRefs() {
    return noCrossNamespaceRefs;
  }

  /** The service account for objects that name none; empty when there is none. */
  public Optional<String> defaultServiceAccount() {
    return Optional.of(defaultServiceAccount).filter(name -> !name.isEmpty());
  }
}
