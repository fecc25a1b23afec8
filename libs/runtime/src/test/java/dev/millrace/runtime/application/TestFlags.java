package dev.millrace.runtime.application;

import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The flags of a controller that has none of its own. */
@Command(name = "test-controller")
final class TestFlags implements ControllerFlags {
  @Mixin private CommonFlags common = new CommonFlags();

  @Override
  public CommonFlags common() {
    return common;
  }

  @Override
  public int concurrent() {
    return 1;
  }
}
