package dev.millrace.runtime.flags;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The flag of controllers whose objects wait for others. */
@RegisterForReflection
public final class DependencyFlags {
  @Option(
      names = "--requeue-dependency",
      defaultValue = "30s",
      description = "how long an object waits before it looks at its dependencies again")
  private Duration requeueDependency = Duration.ZERO;

  /** How long an object waits before it looks at its dependencies again. */
  public Duration requeueDependency() {
    return requeueDependency;
  }
}
