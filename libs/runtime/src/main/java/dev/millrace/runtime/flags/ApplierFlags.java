package dev.millrace.runtime.flags;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that the controllers which apply to clusters share (FLUX.md 1.9). */
@RegisterForReflection
public abstract class ApplierFlags implements ControllerFlags {
  @Mixin private CommonFlags common = new CommonFlags();
  @Mixin private EventFlags events = new EventFlags();
  @Mixin private DependencyFlags dependency = new DependencyFlags();
  @Mixin private ApplyFlags apply = new ApplyFlags();
  @Mixin private TenancyFlags tenancy = new TenancyFlags();

  @Option(
      names = "--concurrent",
      defaultValue = "4",
      description = "how many objects of one kind are reconciled at the same time")
  private int concurrent;

  @Override
  public CommonFlags common() {
    return common;
  }

  @Override
  public int concurrent() {
    return concurrent;
  }

  @Override
  public Optional<URI> eventsAddress() {
    return events.address();
  }

  @Override
  public Duration requeueDependency() {
    return dependency.requeueDependency();
  }

  /** How objects are fetched and written. */
  public ApplyFlags apply() {
    return apply;
  }

  /** What keeps tenants apart. */
  public TenancyFlags tenancy() {
    return tenancy;
  }
}
