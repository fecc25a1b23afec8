package dev.millrace.runtime.flags;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The flags that controllers share, and one feature gate. */
@Command(name = "test-controller")
public final class TestFlags implements ControllerFlags {
  @Mixin private CommonFlags common = new CommonFlags();
  @Mixin EventFlags events = new EventFlags();
  @Mixin DependencyFlags dependencies = new DependencyFlags();
  @Mixin TenancyFlags tenancy = new TenancyFlags();

  @Override
  public CommonFlags common() {
    return common;
  }

  @Override
  public int concurrent() {
    return 1;
  }

  @Override
  public Optional<URI> eventsAddress() {
    return events.address();
  }

  @Override
  public Map<String, Boolean> ownFeatureGates() {
    return Map.of("GitShallowClone", true);
  }
}
